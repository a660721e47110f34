import { HttpTransport } from './delivery/http-transport.js';
import type { Transport } from './delivery/transport.js';

/** What `MonitoringModule.forRoot` takes; everything has a default or comes from the environment. */
export interface MonitoringOptions {
  /** Name of this service, the `service` tag of all it records. Default: MONITORING_SERVICE. */
  readonly service?: string;
  /** Address of the monitoring service, such as `http://monitoring:3000`. Default: MONITORING_ENDPOINT. */
  readonly endpoint?: string;
  /** Ingest key made with `POST /ingest-keys`. Default: MONITORING_API_KEY. */
  readonly apiKey?: string;
  /** Such as `production`; kept with errors. */
  readonly environment?: string;
  /** Such as a version or commit; kept with errors. */
  readonly release?: string;
  /** Share of the traces begun here that are recorded, 0 to 1, by their ids. Traces begun elsewhere follow their caller. Default 0.1. */
  readonly sampleRate?: number;
  /** How often what was recorded is sent. Default 5. */
  readonly intervalSeconds?: number;
  /** How much is kept of each signal (metrics, errors, traces) while the monitoring service is away. Default 16 MiB. */
  readonly maxBufferBytes?: number;
  /** How long a stopping process may take to send what is left. Default 5. */
  readonly shutdownTimeoutSeconds?: number;
  /** Record memory, CPU and event-loop delay of this process too. Default true. */
  readonly processMetrics?: boolean;
  /** Another way to the monitoring service than HTTP; `endpoint` and `apiKey` are then not used. */
  readonly transport?: Transport;
}

/** Options with every default filled in. Without a transport nothing is recorded or sent. */
export interface MonitoringSettings {
  readonly service: string;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  readonly sampleRate: number;
  readonly intervalMs: number;
  readonly maxBufferBytes: number;
  readonly shutdownTimeoutMs: number;
  readonly processMetrics: boolean;
  readonly transport: Transport | undefined;
  /** What is wrong with the options, in words for the log: an application starts without monitoring rather than not at all. */
  readonly faults: readonly string[];
}

type NumericOption = 'sampleRate' | 'intervalSeconds' | 'maxBufferBytes' | 'shutdownTimeoutSeconds';

/** Fills in the environment's values and the defaults. Never throws: what cannot be used is named in `faults`. */
export function resolveOptions(
  options: MonitoringOptions,
  env: Record<string, string | undefined>,
): MonitoringSettings {
  const faults: string[] = [];
  const number = (name: NumericOption, fallback: number, min: number, max: number): number => {
    const given: unknown = options[name] ?? fallback;
    if (typeof given === 'number' && given >= min && given <= max) return given;
    faults.push(`${name} is ${JSON.stringify(given)}, expected a number from ${min} to ${max}: using ${fallback}`);
    return fallback;
  };
  const service = options.service ?? env.MONITORING_SERVICE;
  if (!service) faults.push('no service name: pass `service` or set MONITORING_SERVICE; using "unnamed"');
  return {
    service: service || 'unnamed',
    environment: options.environment,
    release: options.release,
    sampleRate: number('sampleRate', 0.1, 0, 1),
    intervalMs: number('intervalSeconds', 5, 0.1, 300) * 1000,
    maxBufferBytes: number('maxBufferBytes', 16 * 1024 * 1024, 1024 * 1024, 1024 ** 3),
    shutdownTimeoutMs: number('shutdownTimeoutSeconds', 5, 0, 60) * 1000,
    processMetrics: options.processMetrics ?? true,
    transport: options.transport ?? httpTransport(options, env, faults),
    faults,
  };
}

function httpTransport(
  options: MonitoringOptions,
  env: Record<string, string | undefined>,
  faults: string[],
): Transport | undefined {
  const endpoint = options.endpoint ?? env.MONITORING_ENDPOINT;
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
  return new HttpTransport(endpoint, options.apiKey ?? env.MONITORING_API_KEY);
}
