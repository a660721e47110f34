import { grouping } from './grouping.js';
import {
  addressRanges,
  databaseUrl,
  flag,
  fraction,
  headers,
  integer,
  issuer,
  keepRules,
  mailAddress,
  mailAddresses,
  namedUrls,
  names,
  oneOf,
  origins,
  paths,
  phoneNumbers,
  scopes,
  secret,
  secrets,
  shapes,
  someOf,
  text,
  timeZone,
  url,
} from './parse.js';
import { REDACTION_RULES } from './redaction-rules.js';

/** One environment variable: how it is read, what stands when it is absent, and what it is for. */
export interface Variable<T> {
  parse: (given: string) => T;
  /** The value when the variable is absent or empty, written as it would be given. Without one the value is undefined. */
  fallback?: string;
  /** True when the value must never be printed. */
  hidden?: boolean;
}

const days = integer(1, 3650);
const port = integer(0, 65_535);
const callsPerMinute = integer(0, 1_000_000_000);

/** Every variable the service reads; `.env.example` describes each, and a test compares the two. */
export const variables = {
  HOST: { parse: text, fallback: '127.0.0.1' },
  PORT: { parse: port, fallback: '3000' },
  PUBLIC_URL: { parse: url('http', 'https') },
  SERVICE_NAME: { parse: text, fallback: 'monitoring' },
  DATA_DIR: { parse: text, fallback: './.data' },
  DATABASE_URL: { parse: databaseUrl, hidden: true },
  DATABASE_POOL_SIZE: { parse: integer(4, 200), fallback: '10' },
  LOG_LEVEL: { parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'), fallback: 'info' },
  ELASTICSEARCH_URL: { parse: url('http', 'https'), hidden: true },
  ELASTICSEARCH_INDEX: { parse: text, fallback: 'logs-monitoring-default' },
  ELASTICSEARCH_API_KEY: { parse: text, hidden: true },
  ELASTICSEARCH_USERNAME: { parse: text },
  ELASTICSEARCH_PASSWORD: { parse: text, hidden: true },
  MAX_BODY_BYTES: { parse: integer(1024, 1_073_741_824), fallback: '10485760' },
  REQUEST_HEADERS_TIMEOUT_SECONDS: { parse: integer(1, 3600), fallback: '15' },
  REQUEST_TIMEOUT_SECONDS: { parse: integer(1, 3600), fallback: '60' },
  TRUSTED_PROXIES: { parse: addressRanges },
  CORS_ORIGINS: { parse: origins },

  JWT_SECRET: { parse: secret, hidden: true },
  JWT_JWKS_URI: { parse: url('http', 'https') },
  JWT_ALGORITHM: { parse: oneOf('HS256', 'RS256', 'ES256') },
  JWT_ISSUER: { parse: text },
  JWT_AUDIENCE: { parse: text },
  SESSION_SECRET: { parse: secret, hidden: true },
  OIDC_ISSUER: { parse: issuer },
  OIDC_CLIENT_ID: { parse: text },
  OIDC_CLIENT_SECRET: { parse: text, hidden: true },
  OIDC_NAME: { parse: text, fallback: 'OpenID Connect' },
  OIDC_SCOPES: { parse: scopes, fallback: 'openid profile email' },
  OIDC_ROLE_CLAIM: { parse: text, fallback: 'roles' },
  OIDC_ADMIN_ROLES: { parse: names },
  OIDC_VIEWER_ROLES: { parse: names },
  OIDC_DEFAULT_ROLE: { parse: oneOf('none', 'viewer'), fallback: 'none' },
  AUDIT_CHECKPOINT_CHANNELS: { parse: names },
  AUDIT_SIGNING_SECRET: { parse: secret, hidden: true },

  RATE_LIMIT_INGEST: { parse: callsPerMinute, fallback: '60000' },
  RATE_LIMIT_READS: { parse: callsPerMinute, fallback: '6000' },
  RATE_LIMIT_PUBLIC: { parse: callsPerMinute, fallback: '6000' },
  RATE_LIMIT_REFUSED: { parse: callsPerMinute, fallback: '60' },

  SMTP_SERVER: { parse: text },
  SMTP_PORT: { parse: port, fallback: '587' },
  SMTP_USERNAME: { parse: text },
  SMTP_PASSWORD: { parse: text, hidden: true },
  ALERT_FROM_EMAIL: { parse: mailAddress },
  ALERT_TO_EMAILS: { parse: mailAddresses },
  SLACK_WEBHOOK_URL: { parse: url('http', 'https'), hidden: true },
  SLACK_CHANNEL: { parse: text },
  SLACK_USERNAME: { parse: text },
  ALERT_WEBHOOK_URL: { parse: url('http', 'https'), hidden: true },
  ALERT_WEBHOOK_HEADERS: { parse: headers, hidden: true },
  ALERT_WEBHOOK_SECRET: { parse: text, hidden: true },
  ALERT_WEBHOOK_FORMAT: { parse: oneOf('json', 'alertmanager'), fallback: 'json' },
  ALERT_SMS_PROVIDER: { parse: oneOf('twilio', 'africastalking') },
  ALERT_SMS_FROM: { parse: text },
  ALERT_SMS_TO: { parse: phoneNumbers },
  TWILIO_ACCOUNT_SID: { parse: text },
  TWILIO_AUTH_TOKEN: { parse: text, hidden: true },
  TWILIO_API_URL: { parse: url('http', 'https') },
  AFRICASTALKING_USERNAME: { parse: text },
  AFRICASTALKING_API_KEY: { parse: text, hidden: true },
  AFRICASTALKING_API_URL: { parse: url('http', 'https') },
  ALERT_MESSAGES_PER_MINUTE: { parse: integer(1, 100_000) },
  ALERT_HEARTBEAT_URL: { parse: url('http', 'https'), hidden: true },
  ALERT_HEARTBEAT_SECONDS: { parse: integer(1, 3600), fallback: '60' },
  ALERT_EVALUATION_LOG_HOURS: { parse: integer(0, 720), fallback: '24' },
  ALERT_RULES_FILES: { parse: paths },
  ALERT_GROUPING: { parse: grouping },
  ALERT_PRIVATE_TARGETS: { parse: flag, fallback: 'true' },
  ALERT_ALLOWED_TARGETS: { parse: addressRanges },
  CHANNEL_SECRET_KEYS: { parse: secrets, hidden: true },

  METRIC_RETENTION_DAYS: { parse: days, fallback: '30' },
  METRIC_SERIES_LIMIT: { parse: integer(1, 100_000_000), fallback: '50000' },
  METRIC_QUERY_MAX_SERIES: { parse: integer(1, 10_000_000), fallback: '100000' },
  METRIC_QUERY_MAX_SAMPLES: { parse: integer(1, 10_000_000_000), fallback: '50000000' },
  METRIC_QUERY_MAX_SECONDS: { parse: integer(1, 3600), fallback: '30' },
  METRIC_COMPACTION_SECONDS: { parse: integer(1, 3600), fallback: '60' },
  LOG_RETENTION_DAYS: { parse: days, fallback: '90' },
  ENABLE_SECURITY_WATCH: { parse: flag, fallback: 'true' },
  SECURITY_DECISIONS: { parse: oneOf('none', 'log', 'block'), fallback: 'log' },
  SECURITY_DETECTION_FILES: { parse: paths },
  SECURITY_TIME_ZONE: { parse: timeZone, fallback: 'UTC' },
  SECURITY_PARANOIA: { parse: integer(1, 4), fallback: '1' },
  LOG_REDACTION: { parse: someOf(REDACTION_RULES), fallback: REDACTION_RULES.join(',') },
  LOG_REDACTION_NAMES: { parse: names },
  LOG_REDACTION_SHAPES: { parse: shapes },
  ERROR_GROUP_LIMIT: { parse: integer(1, 1_000_000_000), fallback: '200' },
  ERROR_SERVICE_LIMIT: { parse: integer(1, 1_000_000_000), fallback: '2000' },
  ERROR_SAMPLE_ONE_IN: { parse: integer(1, 1_000_000_000), fallback: '100' },
  ALERT_RETENTION_DAYS: { parse: days, fallback: '365' },
  AUDIT_RETENTION_DAYS: { parse: days },
  ENABLE_DISTRIBUTED_TRACING: { parse: flag, fallback: 'true' },
  TRACE_SAMPLE_RATE: { parse: fraction, fallback: '0.1' },
  TRACE_SLOW_MS: { parse: integer(0, 86_400_000) },
  TRACE_KEEP_RULES: { parse: keepRules, fallback: '[]' },
  TRACE_QUIET_SECONDS: { parse: integer(1, 3600), fallback: '10' },
  TRACE_RECENT_HOURS: { parse: integer(1, 168), fallback: '2' },
  HEALTH_CHECK_TARGETS: { parse: namedUrls },
  HEALTH_CHECK_INTERVAL: { parse: integer(1, 86_400), fallback: '60' },
  COLLECTOR_INTERVAL_SECONDS: { parse: integer(1, 3600), fallback: '15' },
  ALERT_EVALUATION_SECONDS: { parse: integer(1, 3600), fallback: '15' },
} satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof variables;

type Declared = typeof variables;
/** The parsed values: present where a variable has a fallback, else possibly undefined. */
export type Values = {
  [Name in VariableName]: Declared[Name] extends { fallback: string }
    ? ReturnType<Declared[Name]['parse']>
    : ReturnType<Declared[Name]['parse']> | undefined;
};
