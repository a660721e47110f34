import { Module } from '@nestjs/common';
import { ErrorsModule } from '../errors/errors.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { TraceViewController } from './trace-view.controller.js';

/** Owns nothing. Takes in traces, errors and log records. Gives out a trace with references to the others' records of it. */
@Module({
  imports: [TracingModule, ErrorsModule, LogsModule],
  controllers: [TraceViewController],
})
export class CorrelationModule {}
