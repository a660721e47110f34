import type { Transport } from './delivery/transport.js';
import type { Integration } from './integrations/integration-names.js';

/** What `MonitoringModule.forRoot` takes. Everything has a default or comes from the environment; what is given here goes first. */
export interface MonitoringOptions {
  /** Name of this service, the `service` tag of all it records. MONITORING_SERVICE, OTEL_SERVICE_NAME. */
  readonly service?: string | undefined;
  /** Address of the monitoring service, such as `http://monitoring:3000`. MONITORING_ENDPOINT, OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly endpoint?: string | undefined;
  /** Ingest key made with `POST /ingest-keys`. MONITORING_API_KEY. */
  readonly apiKey?: string | undefined;
  /** Such as `production`; kept with errors and spans. MONITORING_ENVIRONMENT, `deployment.environment.name` of OTEL_RESOURCE_ATTRIBUTES. */
  readonly environment?: string | undefined;
  /** Such as a version or commit; kept with errors and spans. MONITORING_RELEASE, `service.version` of OTEL_RESOURCE_ATTRIBUTES. */
  readonly release?: string | undefined;
  /**
   * Share of the traces begun here that are recorded, 0 to 1, by their ids; traces begun elsewhere follow their caller. What failed or was
   * slow is recorded in any case. TRACE_SAMPLE_RATE, OTEL_TRACES_SAMPLER with OTEL_TRACES_SAMPLER_ARG. Default 0.1.
   */
  readonly sampleRate?: number | undefined;
  /** From how many ms on a request is slow. MONITORING_SLOW_MS. Default 1000. */
  readonly slowMs?: number | undefined;
  /** How often what was recorded is sent. MONITORING_INTERVAL_SECONDS. Default 5. */
  readonly intervalSeconds?: number | undefined;
  /** How much is kept of each signal (metrics, errors, traces, …) while the monitoring service is away. MONITORING_MAX_BUFFER_BYTES. Default 16 MiB. */
  readonly maxBufferBytes?: number | undefined;
  /**
   * Folder on disk for what the buffers do not hold, and for what a stopping process could not send: the next one sends it. MONITORING_SPOOL_DIRECTORY.
   * Default: none.
   */
  readonly spoolDirectory?: string | undefined;
  /** How much is kept there, of all signals together. MONITORING_MAX_SPOOL_BYTES. Default 256 MiB. */
  readonly maxSpoolBytes?: number | undefined;
  /** How long a stopping process may take to send what is left. MONITORING_SHUTDOWN_TIMEOUT_SECONDS. Default 5. */
  readonly shutdownTimeoutSeconds?: number | undefined;
  /** Record memory, CPU and event-loop delay of this process too. MONITORING_PROCESS_METRICS. Default true. */
  readonly processMetrics?: boolean | undefined;
  /** Tell the monitoring service of requests as it needs them to look for attacks. MONITORING_SECURITY_SIGNALS. Default true. */
  readonly securitySignals?: boolean | undefined;
  /**
   * What carries the trace on within this process: `promises` follows `await` and `then`; `callbacks` also bare callbacks of timers and
   * events, which costs every promise of the process before Node 24. MONITORING_CONTEXT. Default `promises`; from Node 24 on it is always both.
   */
  readonly context?: ContextTracking | undefined;
  /** Which packages of the application are observed, of those it has. MONITORING_INTEGRATIONS, separated by commas, or `none`. Default: all. */
  readonly integrations?: readonly Integration[] | undefined;
  /** Another way to the monitoring service than HTTP; `endpoint` and `apiKey` are then not used. */
  readonly transport?: Transport | undefined;
}

export const CONTEXT_TRACKING = ['promises', 'callbacks'] as const;
export type ContextTracking = (typeof CONTEXT_TRACKING)[number];

/** Options with every default filled in. Without a transport nothing is recorded or sent. */
export interface MonitoringSettings {
  readonly service: string;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  readonly sampleRate: number;
  readonly slowMs: number;
  readonly intervalMs: number;
  readonly maxBufferBytes: number;
  readonly spoolDirectory: string | undefined;
  readonly maxSpoolBytes: number;
  readonly shutdownTimeoutMs: number;
  readonly processMetrics: boolean;
  readonly securitySignals: boolean;
  readonly context: ContextTracking;
  readonly integrations: readonly Integration[];
  readonly transport: Transport | undefined;
  /** Where the service stands; undefined where nothing is sent to it. */
  readonly target: { readonly endpoint: string; readonly apiKey: string | undefined } | undefined;
  /** What is wrong with the options, in words for the log: an application starts without monitoring rather than not at all. */
  readonly faults: readonly string[];
}
