import type { components } from '../../api/schema.js';

/** The settings that can be changed while the service runs. */
export type Configuration = components['schemas']['MonitoringConfigurationView'];
export type SettingName = keyof Configuration;

/** What a setting means, and what it is where nobody said otherwise. */
interface SettingWords {
  readonly label: string;
  readonly meaning: string;
  readonly unit?: string;
  readonly range?: string;
  /** The variable that says where it starts. */
  readonly variable: string;
  readonly standard: number | boolean;
}

/** Every setting in words. */
export const SETTINGS: Readonly<Record<SettingName, SettingWords>> = {
  metric_retention_days: {
    label: 'Metrics are kept',
    meaning: 'Samples and exemplars older than this are removed at night.',
    unit: 'days',
    range: '1 to 3650',
    variable: 'METRIC_RETENTION_DAYS',
    standard: 30,
  },
  log_retention_days: {
    label: 'Logs, errors, kept traces and security events are kept',
    meaning: 'Health checks, source maps and security decisions go by it too.',
    unit: 'days',
    range: '1 to 3650',
    variable: 'LOG_RETENTION_DAYS',
    standard: 90,
  },
  alert_retention_days: {
    label: 'Resolved alerts are kept',
    meaning: 'With their history and notifications, counted from when they were resolved.',
    unit: 'days',
    range: '1 to 3650',
    variable: 'ALERT_RETENTION_DAYS',
    standard: 365,
  },
  health_check_interval: {
    label: 'Health is checked every',
    meaning: 'How often this service checks itself and every service in HEALTH_CHECK_TARGETS.',
    unit: 'seconds',
    range: '1 to 86400',
    variable: 'HEALTH_CHECK_INTERVAL',
    standard: 60,
  },
  enable_tracing: {
    label: 'Traces are taken in',
    meaning: 'While it is off, spans that are sent are dropped.',
    variable: 'ENABLE_DISTRIBUTED_TRACING',
    standard: true,
  },
  sample_rate: {
    label: 'Share of ordinary traces that is kept',
    meaning: 'Traces with errors and slow ones are kept anyhow.',
    range: '0 to 1',
    variable: 'TRACE_SAMPLE_RATE',
    standard: 0.1,
  },
};
