import { randomUUID } from 'node:crypto';
import { context, type Span, type SpanOptions, SpanStatusCode, trace } from '@opentelemetry/api';
import { actOf } from './audit/act-of.js';
import { describeException } from './errors/describe-exception.js';
import { errorContext } from './http/describe-request.js';
import { type ObservedCache, observeCache } from './integrations/cache-manager.js';
import { readPinoLine } from './logs/read-pino-line.js';
import type { Tags } from './metrics/metric-aggregate.js';
import type { Recorder } from './recorder.js';
import type { AuditFacts, LogItem, LoginFacts, SecurityFacts } from './signals.js';
import { activeSpan } from './tracing/active-context.js';
import type { RecordedSpan } from './tracing/recorded-span.js';
import { formatTraceparent } from './tracing/traceparent.js';
import { CLIENT } from './version.js';

/** Anybody may try a name of any length. */
const LONGEST_ACCOUNT = 256;

/** How a metric that is recorded by name adds up. */
export interface MetricOptions {
  readonly kind?: 'counter' | 'gauge' | 'histogram';
  readonly tags?: Tags;
  readonly unit?: string;
}

/**
 * Records what the application does of its own accord. Inject it, or make one with `startMonitoring`; requests are recorded without it. No method
 * throws or waits: what is recorded is added up in memory and sent from a timer. Tags must have few distinct values.
 */
export class Monitoring {
  constructor(
    private readonly recorder: Recorder,
    private readonly end: () => Promise<void>,
  ) {}

  /** Adds to a counter, such as `business_enrolments_total`. */
  increment(name: string, by = 1, tags: Tags = {}): void {
    this.recorder.increment(name, by, tags);
  }

  /** Sets a gauge; the last reading of each interval is kept. */
  gauge(name: string, value: number, tags: Tags = {}, unit?: string): void {
    this.recorder.gauge(name, value, tags, unit);
  }

  /** Adds one observation to a histogram, such as a duration in ms; percentiles stay within one percent. */
  observe(name: string, value: number, tags: Tags = {}, unit?: string): void {
    this.recorder.observe(name, value, tags, unit);
  }

  /** Records a metric of any kind, a gauge unless another is named. */
  recordMetric(name: string, value: number, { kind = 'gauge', tags, unit }: MetricOptions = {}): void {
    if (kind === 'counter') this.increment(name, value, tags);
    else if (kind === 'gauge') this.gauge(name, value, tags, unit);
    else this.observe(name, value, tags, unit);
  }

  /** Counts something the business cares about as `business_…_total`, and marks it on the span being worked on. */
  recordBusinessEvent(name: string, tags: Tags = {}, count = 1): void {
    this.increment(`business_${name}_total`, count, tags);
    activeSpan()?.addEvent(`business.${name}`, { ...tags });
  }

  /** Records an exception that was caught and not thrown on; inside a request it is tied to that and to its trace. */
  recordError(exception: unknown, tags: Tags = {}): void {
    const place = placeOf(activeSpan());
    this.recorder.error({
      ...describeException(exception),
      ...errorContext(this.recorder.settings, place),
      tags,
      at: Date.now(),
    });
  }

  /**
   * Counts the hits and misses of a cache of cache-manager as `cache_requests_total` with the tag `cache`. Nest's own are observed without it,
   * as `cache-manager`.
   */
  observeCache(cache: ObservedCache, name: string): void {
    observeCache(cache, name);
  }

  /** Keeps a line of log, tied to what is being done. `level` is trace, debug, info, warn, error or fatal. */
  log(level: string, message: string, attributes?: Readonly<Record<string, unknown>>): void {
    this.keepLine({ level, message, attributes, at: Date.now() });
  }

  /**
   * Takes in the lines of pino, besides where they go already: `pino(options, pino.multistream([process.stdout, monitoring.logStream]))`. They are
   * tied to what is being done.
   */
  readonly logStream = {
    write: (line: string): void => {
      const said = readPinoLine(line, Date.now());
      if (said) this.keepLine(said);
    },
  };

  /** Records something that concerns security, such as `suspicious_login`, with what is known of it. */
  logSecurityEvent(type: string, facts: SecurityFacts = {}): void {
    const { service } = this.recorder;
    const { requestId, traceId } = placeOf(activeSpan()) ?? {};
    this.recorder.securityEvent({ ...facts, id: randomUUID(), type, service, requestId, traceId, at: Date.now() });
  }

  /** A login did not succeed. Attempts on one account from many addresses are told by nothing else. */
  authenticationFailed(caller: LoginFacts & { readonly account: string }): void {
    this.logAuthentication('authentication_failure', 'warning', caller);
  }

  /** A login succeeded. */
  authenticationSucceeded(caller: LoginFacts & { readonly userId: string }): void {
    this.logAuthentication('authentication_success', 'info', caller);
  }

  /**
   * Puts on record who did what to which thing, as it is now: what becomes of `before` and `after` later does not matter. Tied to the request being
   * served, unless another is named.
   */
  audit(facts: AuditFacts): void {
    const { act, textBytes } = actOf(facts);
    const place = placeOf(activeSpan());
    const { requestId = place?.requestId, traceId = place?.traceId } = act;
    const { service } = this.recorder;
    this.recorder.audit({ ...act, requestId, traceId, id: randomUUID(), service, at: Date.now() }, textBytes);
  }

  /** Begins a span beneath the one being worked on. It is sent once it has ended: call `end()`. */
  startSpan(name: string, options?: SpanOptions): Span {
    return trace.getTracer(CLIENT.name).startSpan(name, options);
  }

  /** Does `work` within a span of its own. It ends when `work` does, and says so when that failed; the failure is thrown on. */
  withSpan<Result>(name: string, work: (span: Span) => Result, options: SpanOptions = {}): Result {
    return trace.getTracer(CLIENT.name).startActiveSpan(name, options, (span) => endAfter(span, () => work(span)));
  }

  /** Ends a span that was begun with `startSpan`, with what came of it. */
  finishTrace(span: Span, outcome: 'ok' | 'error' = 'ok', message?: string): void {
    const code = outcome === 'ok' ? SpanStatusCode.OK : SpanStatusCode.ERROR;
    span.setStatus(message === undefined ? { code } : { code, message });
    span.end();
  }

  /** Ties a callback to what is being done now, for where contexts follow promises only. */
  bind<Work extends (...args: never[]) => unknown>(work: Work): Work {
    return context.bind(context.active(), work);
  }

  /** Request id and trace headers of what is being done, for calls made by other means than `fetch` and `http`. */
  traceHeaders(): Record<string, string> {
    const span = activeSpan();
    if (!span) return {};
    const { requestId, tracestate } = span.trace;
    return {
      ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
      traceparent: formatTraceparent(span),
      ...(tracestate === undefined ? {} : { tracestate }),
    };
  }

  private logAuthentication(type: string, severity: 'info' | 'warning', { account, ...caller }: LoginFacts): void {
    const span = activeSpan();
    if (span) span.trace.hasToldLogin = true;
    this.logSecurityEvent(type, { ...caller, severity, data: { account: account?.slice(0, LONGEST_ACCOUNT) } });
  }

  private keepLine(line: Pick<LogItem, 'level' | 'message' | 'logger' | 'attributes' | 'at'>): void {
    const { service, environment } = this.recorder.settings;
    this.recorder.log({ ...line, id: randomUUID(), service, environment, ...placeOf(activeSpan()) });
  }

  /** Stops the client and sends what is left, for as long as the settings allow. A Nest application does so as it stops. */
  stop(): Promise<void> {
    return this.end();
  }
}

/** Ends `span` with `work`, be it asynchronous or not. */
export function endAfter<Result>(span: Span, work: () => Result): Result {
  const fail = (fault: unknown): never => {
    span.recordException(fault instanceof Error ? fault : String(fault));
    span.setStatus({ code: SpanStatusCode.ERROR, message: fault instanceof Error ? fault.message : String(fault) });
    span.end();
    throw fault;
  };
  try {
    const result = work();
    if (!(result instanceof Promise)) {
      span.end();
      return result;
    }
    return result.then((value: unknown) => {
      span.end();
      return value;
    }, fail) as Result;
  } catch (fault) {
    return fail(fault);
  }
}

function placeOf(span: RecordedSpan | undefined) {
  return span && { requestId: span.trace.requestId, traceId: span.traceId, spanId: span.spanId };
}
