import { Module, RequestMethod } from '@nestjs/common';
import type { RouteInfo } from '@nestjs/common/interfaces/index.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { RefusalLog } from './refusal-log.js';
import { RemoteWriteController } from './remote-write/remote-write.controller.js';
import { RemoteWriteIngest } from './remote-write/remote-write.ingest.js';

/** Routes whose paths the protocols prescribe: they stand outside the API's prefix. */
export const PROTOCOL_ROUTES: RouteInfo[] = [{ path: 'api/v1/write', method: RequestMethod.POST }];

/** Owns the standard protocols. Takes in what Prometheus servers send. Gives it to the signals' recorders, translated. */
@Module({
  imports: [MetricsModule],
  controllers: [RemoteWriteController],
  providers: [RefusalLog, RemoteWriteIngest],
})
export class ProtocolsModule {}
