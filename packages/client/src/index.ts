export { Counted, Span, Timed } from './decorators.js';
export { Delivery, type DeliveryOptions } from './delivery/delivery.js';
export { HttpTransport } from './delivery/http-transport.js';
export { type Batch, DeliveryFault, type Receipt, type Transport } from './delivery/transport.js';
export type { DeliveryLog } from './delivery/trouble-log.js';
export { errorOf, type Identity, type RequestFacts, type RequestOutcome, spanOf } from './http/describe-request.js';
export { MonitoringInterceptor } from './http/monitoring.interceptor.js';
export type { ObservedCache } from './integrations/cache-manager.js';
export type { Tags } from './metrics/metric-aggregate.js';
export { ProcessProbe, type ProcessUsage } from './metrics/process-probe.js';
export { RequestMetrics, UNMATCHED_ROUTE } from './metrics/request-metrics.js';
export { type MetricOptions, Monitoring } from './monitoring.js';
export { type MonitoringAsyncOptions, MonitoringModule } from './monitoring.module.js';
export type { MonitoringOptions } from './options.js';
export { ProtoWriter } from './otlp/proto-writer.js';
export { DecisionGuard } from './security/decisions/decision.guard.js';
export { graphqlValues } from './security/graphql-values.js';
export { isRefused, type Refusal, Refusals } from './security/refusals.js';
export { type EndedRequest, RequestObservations } from './security/request-observations.js';
export { SCANNER_AGENT, type SuspiciousFragment, suspiciousFragments } from './security/suspicious-fragments.js';
export type {
  AuditFacts,
  AuditItem,
  ErrorItem,
  ExceptionItem,
  LogItem,
  LoginFacts,
  MetricItem,
  ObservationItem,
  SecurityFacts,
  SecurityItem,
  SpanItem,
  StackFrame,
} from './signals.js';
export { startMonitoring } from './start-monitoring.js';
export { randomHex } from './tracing/identifiers.js';
export { isInSample } from './tracing/sample.js';
export { formatTraceparent, parseTraceparent, type TraceParent } from './tracing/traceparent.js';
export { readTracestate } from './tracing/tracestate.js';
