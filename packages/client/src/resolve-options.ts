import { HttpTransport } from './delivery/http-transport.js';
import type { Post } from './delivery/post.js';
import { postFromThread, postNowFromThread } from './delivery/post-thread.js';
import type { Transport } from './delivery/transport.js';
import { INTEGRATION_NAMES, type Integration } from './integrations/integration-names.js';
import { CONTEXT_TRACKING, type MonitoringOptions, type MonitoringSettings } from './options.js';
import { processResource } from './otlp/process-resource.js';
import { CLIENT } from './version.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Numbers: the option, its variable, its default and its bounds. */
const NUMBERS = {
  sampleRate: ['TRACE_SAMPLE_RATE', 0.1, 0, 1],
  slowMs: ['MONITORING_SLOW_MS', 1000, 0, 3_600_000],
  intervalSeconds: ['MONITORING_INTERVAL_SECONDS', 5, 0.1, 300],
  maxBufferBytes: ['MONITORING_MAX_BUFFER_BYTES', 16 * 1024 * 1024, 1024 * 1024, 1024 ** 3],
  maxSpoolBytes: ['MONITORING_MAX_SPOOL_BYTES', 256 * 1024 * 1024, 1024 * 1024, 1024 ** 4],
  shutdownTimeoutSeconds: ['MONITORING_SHUTDOWN_TIMEOUT_SECONDS', 5, 0, 60],
} as const;

/** Where to send, and with which key. */
export function resolveTarget(options: MonitoringOptions, env: Environment) {
  return {
    endpoint: options.endpoint ?? env.MONITORING_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT,
    apiKey: options.apiKey ?? env.MONITORING_API_KEY,
  };
}

/**
 * Fills in the environment's values and the defaults. Never throws: what cannot be used is named in `faults`.
 *
 * @param post what sends
 */
export function resolveOptions(
  options: MonitoringOptions,
  env: Environment,
  post: Post = postFromThread,
): MonitoringSettings {
  const reader = new OptionReader(options, env);
  const resource = readResourceAttributes(env.OTEL_RESOURCE_ATTRIBUTES);
  const service =
    options.service ?? env.MONITORING_SERVICE ?? env.OTEL_SERVICE_NAME ?? resource.get('service.name') ?? '';
  if (service === '') {
    reader.faults.push('no service name: pass `service` or set MONITORING_SERVICE; using "unnamed"');
  }
  const identity = {
    service: service || 'unnamed',
    environment: options.environment ?? env.MONITORING_ENVIRONMENT ?? resource.get('deployment.environment.name'),
    release: options.release ?? env.MONITORING_RELEASE ?? resource.get('service.version'),
  };
  const { endpoint = '', apiKey } = resolveTarget(options, env);
  const target = { endpoint, apiKey };
  const attributes = { ...Object.fromEntries(resource), ...processResource(identity) };
  const transport = reader.transport(attributes, post);
  return {
    ...identity,
    sampleRate: reader.number('sampleRate', samplerArgument(env)),
    slowMs: reader.number('slowMs'),
    intervalMs: reader.number('intervalSeconds') * 1000,
    maxBufferBytes: reader.number('maxBufferBytes'),
    spoolDirectory: options.spoolDirectory ?? (env.MONITORING_SPOOL_DIRECTORY || undefined),
    maxSpoolBytes: reader.number('maxSpoolBytes'),
    shutdownTimeoutMs: reader.number('shutdownTimeoutSeconds') * 1000,
    processMetrics: reader.flag('processMetrics', 'MONITORING_PROCESS_METRICS', true),
    securitySignals: reader.flag('securitySignals', 'MONITORING_SECURITY_SIGNALS', true),
    context: reader.word('context', 'MONITORING_CONTEXT', CONTEXT_TRACKING),
    integrations: reader.integrations(),
    transport,
    target: transport instanceof HttpTransport ? target : undefined,
    faults: reader.faults,
  };
}

class OptionReader {
  readonly faults: string[] = [];

  constructor(
    private readonly options: MonitoringOptions,
    private readonly env: Environment,
  ) {}

  number(name: keyof typeof NUMBERS, otherwise?: string): number {
    const [variable, fallback, min, max] = NUMBERS[name];
    const text = this.env[variable] || otherwise;
    const given: unknown = this.options[name] ?? (text === undefined ? fallback : Number(text));
    if (typeof given === 'number' && given >= min && given <= max) return given;
    const shown = this.options[name] === undefined ? JSON.stringify(text) : JSON.stringify(given);
    this.faults.push(`${name} is ${shown}, expected a number from ${min} to ${max}: using ${fallback}`);
    return fallback;
  }

  flag(name: 'processMetrics' | 'securitySignals', variable: string, fallback: boolean): boolean {
    const given: unknown = this.options[name] ?? (this.env[variable] || fallback);
    if (given === true || given === 'true') return true;
    if (given !== false && given !== 'false') {
      this.faults.push(`${name} is ${JSON.stringify(given)}, expected true or false: using ${fallback}`);
      return fallback;
    }
    return false;
  }

  word<Word extends string>(name: 'context', variable: string, words: readonly [Word, ...Word[]]): Word {
    const given: unknown = this.options[name] ?? (this.env[variable] || words[0]);
    const found = words.find((word) => word === given);
    if (found === undefined) {
      this.faults.push(`${name} is ${JSON.stringify(given)}, expected ${words.join(' or ')}: using ${words[0]}`);
    }
    return found ?? words[0];
  }

  integrations(): readonly Integration[] {
    const text = this.env.MONITORING_INTEGRATIONS;
    const given: readonly string[] | undefined =
      this.options.integrations ??
      (text ? (text === 'none' ? [] : text.split(',').map((name) => name.trim())) : undefined);
    if (given === undefined) return INTEGRATION_NAMES;
    const unknown = given.filter((name) => !INTEGRATION_NAMES.some((known) => known === name));
    if (unknown.length > 0) {
      this.faults.push(`integrations has ${unknown.join(', ')}, expected some of ${INTEGRATION_NAMES.join(', ')}`);
    }
    return INTEGRATION_NAMES.filter((name) => given.includes(name));
  }

  transport(resource: ReturnType<typeof processResource>, post: Post): Transport | undefined {
    const { options, env, faults } = this;
    if (env.OTEL_SDK_DISABLED === 'true') {
      faults.push('nothing is recorded: OTEL_SDK_DISABLED is true');
      return undefined;
    }
    if (options.transport) return options.transport;
    const { endpoint, apiKey } = resolveTarget(options, env);
    if (!endpoint) {
      faults.push('nothing is recorded: pass `endpoint` or set MONITORING_ENDPOINT');
      return undefined;
    }
    if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) {
      faults.push(
        `nothing is recorded: the endpoint is "${endpoint}", expected an address such as http://monitoring:3000`,
      );
      return undefined;
    }
    return new HttpTransport(endpoint, { apiKey, resource, scope: CLIENT, post, postNow: postNowFromThread });
  }
}

/** The rate that OpenTelemetry's variables ask for (Environment Variable Specification, General SDK Configuration). */
function samplerArgument(env: Environment): string | undefined {
  const sampler = env.OTEL_TRACES_SAMPLER?.replace('parentbased_', '');
  if (sampler === 'always_on') return '1';
  if (sampler === 'always_off') return '0';
  return sampler === 'traceidratio' ? (env.OTEL_TRACES_SAMPLER_ARG ?? '1') : undefined;
}

/** `key=value,key=value`, percent-encoded (the same specification). */
function readResourceAttributes(text = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [key = '', ...value] = pair.split('=');
    if (key.trim() === '' || value.length === 0) continue;
    found.set(decode(key.trim()), decode(value.join('=').trim()));
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
