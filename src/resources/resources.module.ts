import { Module } from '@nestjs/common';
import { ResourceRegistry } from './resource.registry.js';
import { ResourceRetention } from './resource.retention.js';

/** Owns what sends spans and log records. Takes in the attributes of OpenTelemetry resources. Gives out ids, and the attributes again. */
@Module({
  providers: [ResourceRegistry, ResourceRetention],
  exports: [ResourceRegistry, ResourceRetention],
})
export class ResourcesModule {}
