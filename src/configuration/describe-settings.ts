import { getMetadataStorage } from 'class-validator';
import { ConfigurationPatch, type MonitoringConfigurationView, type SettingView } from './configuration.dto.js';

export type SettingName = keyof MonitoringConfigurationView;

/** The variable of the environment that says where each setting starts. */
export const SETTING_VARIABLES = {
  metric_retention_days: 'METRIC_RETENTION_DAYS',
  log_retention_days: 'LOG_RETENTION_DAYS',
  alert_retention_days: 'ALERT_RETENTION_DAYS',
  health_check_interval: 'HEALTH_CHECK_INTERVAL',
  enable_tracing: 'ENABLE_DISTRIBUTED_TRACING',
  sample_rate: 'TRACE_SAMPLE_RATE',
} as const satisfies Record<SettingName, string>;

/** What may be said of each setting: its limits as they are checked when somebody changes it. @param defaults values while nobody has */
export function describeSettings(defaults: MonitoringConfigurationView): SettingView[] {
  const checks = getMetadataStorage().getTargetValidationMetadatas(ConfigurationPatch, '', false, false);
  return (Object.keys(SETTING_VARIABLES) as SettingName[]).map((name) => {
    const own = checks.filter(({ propertyName }) => propertyName === name);
    const limitOf = (check: string) => own.find((one) => one.name === check)?.constraints?.[0] as number | undefined;
    const isWhole = own.some((one) => one.name === 'isInt');
    return {
      name,
      kind: typeof defaults[name] === 'boolean' ? 'boolean' : isWhole ? 'integer' : 'number',
      default_value: defaults[name],
      minimum: limitOf('min') ?? null,
      maximum: limitOf('max') ?? null,
      variable: SETTING_VARIABLES[name],
    };
  });
}
