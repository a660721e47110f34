import { Global, Module } from '@nestjs/common';
import { ConfigurationController } from './configuration.controller.js';
import { MonitoringConfiguration } from './monitoring-configuration.js';

/** Owns the settings that change at run time. Takes in changes by administrators. Gives out the values in force. */
@Global()
@Module({
  controllers: [ConfigurationController],
  providers: [MonitoringConfiguration],
  exports: [MonitoringConfiguration],
})
export class ConfigurationModule {}
