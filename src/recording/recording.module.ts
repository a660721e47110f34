import { Module } from '@nestjs/common';
import { ErrorsModule } from '../errors/errors.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { SecurityModule } from '../security/security.module.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { OutgoingCalls } from './outgoing-calls.js';
import { OwnObservations } from './own-observations.js';
import { OwnTransport } from './own-transport.js';
import { RequestRecording } from './request-recording.js';

/**
 * Owns what the service records of itself: every request once, with the machinery of the client it gives to other services.
 * Takes in what Fastify tells of each response. Gives out metrics, errors, spans and security events, straight to their recorders, and to jobs the way to
 * call others (OutgoingCalls).
 */
@Module({
  imports: [MetricsModule, ErrorsModule, TracingModule, SecurityModule],
  providers: [OwnTransport, OutgoingCalls, RequestRecording, OwnObservations],
  exports: [OutgoingCalls],
})
export class RecordingModule {}
