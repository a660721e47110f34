import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module.js';
import { OperationController } from './operation.controller.js';
import { OperationQuery } from './operation.query.js';
import { TrafficQuery } from './traffic.query.js';

/** Owns nothing. Takes in the metrics of spans and calls. Gives out operations, services and the map of who calls whom. */
@Module({
  imports: [MetricsModule],
  controllers: [OperationController],
  providers: [TrafficQuery, OperationQuery],
  exports: [OperationQuery],
})
export class OperationsModule {}
