import { Module } from '@nestjs/common';
import { ResourceRegistry } from './resource.registry.js';
import { ResourceRetention } from './resource.retention.js';
import { ServiceQuery } from './service.query.js';
import { ServiceRegistry } from './service.registry.js';
import { ServiceVersionRetention } from './service-version.retention.js';

/**
 * Owns what sends data: services with their versions, and the resources of spans and log records. Takes in their names and attributes. Gives
 * out ids, the attributes again, and which services there are.
 */
@Module({
  providers: [ResourceRegistry, ResourceRetention, ServiceRegistry, ServiceQuery, ServiceVersionRetention],
  exports: [ResourceRegistry, ResourceRetention, ServiceRegistry, ServiceQuery, ServiceVersionRetention],
})
export class ResourcesModule {}
