import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Audited } from '../audit/audited.decorator.js';
import { Access } from '../http/access.decorator.js';
import { type Actor, CurrentActor } from '../http/principal.js';
import { ConfigurationPatch, MonitoringConfigurationView, SettingList } from './configuration.dto.js';
import { MonitoringConfiguration } from './monitoring-configuration.js';

@ApiTags('Configuration')
@Controller('config')
export class ConfigurationController {
  constructor(private readonly configuration: MonitoringConfiguration) {}

  @Get()
  @Access('admin')
  @ApiOperation({
    summary: 'Read the settings',
    description: 'The settings that can be changed while the service runs, as they are now.',
  })
  @ApiOkResponse({ type: MonitoringConfigurationView })
  read(): MonitoringConfigurationView {
    return this.configuration.current;
  }

  @Get('settings')
  @Access('protected')
  @ApiOperation({
    summary: 'Read what settings may be',
    description: 'The default and the limits of each setting that can be changed while the service runs.',
  })
  @ApiOkResponse({ type: SettingList })
  settings(): SettingList {
    return { items: this.configuration.settings, next_cursor: null };
  }

  @Patch()
  @Access('admin')
  @Audited('configuration.changed')
  @ApiOperation({
    summary: 'Change settings',
    description:
      'Changes the given settings, for every replica within 5 seconds. The change outlives a restart and is audited.',
  })
  @ApiOkResponse({ type: MonitoringConfigurationView })
  change(@Body() patch: ConfigurationPatch, @CurrentActor() actor: Actor): Promise<MonitoringConfigurationView> {
    return this.configuration.change(patch, actor);
  }
}
