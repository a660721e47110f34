import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsNumber, Max, Min } from 'class-validator';
import { IfGiven } from '../http/input-checks.decorator.js';

/** What can be changed while the service runs. */
export class MonitoringConfigurationView {
  /**
   * Days that metrics are kept.
   * @example 30
   */
  metric_retention_days: number;

  /**
   * Days that errors, traces, logs and security events are kept.
   * @example 90
   */
  log_retention_days: number;

  /**
   * Days that resolved alerts are kept.
   * @example 365
   */
  alert_retention_days: number;

  /**
   * Seconds between two health checks.
   * @example 60
   */
  health_check_interval: number;

  /** Whether traces are taken in. */
  enable_tracing: boolean;

  /**
   * The share of ordinary traces that is kept, 0 to 1.
   * @example 0.1
   */
  sample_rate: number;
}

/** The settings to change; what is left out stays as it is. */
export class ConfigurationPatch implements Partial<MonitoringConfigurationView> {
  /** @example 30 */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(3650)
  metric_retention_days?: number;

  /** @example 90 */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(3650)
  log_retention_days?: number;

  /** @example 365 */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(3650)
  alert_retention_days?: number;

  /** @example 60 */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(86_400)
  health_check_interval?: number;

  @IfGiven()
  @IsBoolean()
  enable_tracing?: boolean;

  /** @example 0.1 */
  @IfGiven()
  @IsNumber()
  @Min(0)
  @Max(1)
  sample_rate?: number;
}

export const SETTING_KINDS = ['integer', 'number', 'boolean'] as const;

/** What may be said of a setting. */
export class SettingView {
  /** @example "log_retention_days" */
  name: string;

  @ApiProperty({ enum: SETTING_KINDS })
  kind: (typeof SETTING_KINDS)[number];

  /** What it is while no administrator has changed it. */
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'boolean' }], example: 90 })
  default_value: number | boolean;

  /**
   * Null for one that is no number, as is `maximum`.
   * @example 1
   */
  minimum: number | null;

  /** @example 3650 */
  maximum: number | null;

  /**
   * The variable of the environment that says where it starts.
   * @example "LOG_RETENTION_DAYS"
   */
  variable: string;
}

/** Every setting that can be changed while the service runs. */
export class SettingList {
  items: SettingView[];
  next_cursor: string | null;
}
