import type { components } from '../../api/schema.js';

/** The settings that can be changed while the service runs. */
export type Configuration = components['schemas']['MonitoringConfigurationView'];
export type SettingName = keyof Configuration;

/** What the service tells of a setting: its default and its limits. */
export type SettingInfo = components['schemas']['SettingView'];

/** What a setting means. */
interface SettingWords {
  readonly label: string;
  readonly meaning: string;
  readonly unit?: string;
}

/** Every setting in words. */
export const SETTINGS: Readonly<Record<SettingName, SettingWords>> = {
  metric_retention_days: {
    label: 'Metrics are kept',
    meaning: 'Samples and exemplars older than this are removed at night.',
    unit: 'days',
  },
  log_retention_days: {
    label: 'Logs, errors, kept traces and security events are kept',
    meaning: 'Health checks, source maps and security decisions go by it too.',
    unit: 'days',
  },
  alert_retention_days: {
    label: 'Resolved alerts are kept',
    meaning: 'With their history and notifications, counted from when they were resolved.',
    unit: 'days',
  },
  health_check_interval: {
    label: 'Health is checked every',
    meaning: 'How often this service checks itself and every service in HEALTH_CHECK_TARGETS.',
    unit: 'seconds',
  },
  enable_tracing: {
    label: 'Traces are taken in',
    meaning: 'While it is off, spans that are sent are dropped.',
  },
  sample_rate: {
    label: 'Share of ordinary traces that is kept',
    meaning: 'Traces with errors and slow ones are kept anyhow.',
  },
};

/** A value of a setting in words, with its unit. */
export function spellSetting(name: SettingName, value: number | boolean): string {
  const { unit } = SETTINGS[name];
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return unit === undefined ? String(value) : `${value} ${unit}`;
}
