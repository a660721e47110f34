import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { finalize, isObservable, Observable, tap } from 'rxjs';
import { activeRecorder } from '../active-recorder.js';
import { describeException, nameOf } from '../errors/describe-exception.js';
import { errorContext } from '../http/describe-request.js';
import type { Recorder } from '../recorder.js';
import { RecordedSpan } from '../tracing/recorded-span.js';
import { CLIENT } from '../version.js';
import { isRefusal } from './refusal.js';

/** Work that something else than an HTTP request asks for. */
export interface Operation {
  readonly kind: 'rpc' | 'websocket' | 'graphql' | 'cron' | 'interval' | 'timeout' | 'job';
  /** `Class.method` where there is one. */
  readonly name: string;
  readonly attributes?: Attributes;
  /** What it is done for: the caller's trace, or what is being done now. */
  readonly within: Context;
}

/** The operation is its own cause: a trace begins with it. */
export const NO_CALLER = ROOT_CONTEXT;

const SPAN_KINDS = {
  rpc: SpanKind.SERVER,
  websocket: SpanKind.SERVER,
  graphql: SpanKind.INTERNAL,
  cron: SpanKind.INTERNAL,
  interval: SpanKind.INTERNAL,
  timeout: SpanKind.INTERNAL,
  job: SpanKind.CONSUMER,
};

/**
 * Does the work of an operation and records it: counted in `operations_total`, timed in `operation_duration_ms`, as a span, and as an error where it
 * fails. What comes of it is what comes of `work`; an observable is followed to its end.
 */
export async function runOperation<Result>(operation: Operation, work: () => Promise<Result>): Promise<Result> {
  const recorder = activeRecorder();
  if (!recorder?.isOn) return work();
  const { kind, name, attributes, within } = operation;
  const options = { kind: SPAN_KINDS[kind], attributes: { ...attributes, 'code.function.name': name } };
  const span = trace.getTracer(CLIENT.name).startSpan(name, options, within);
  const scope = trace.setSpan(within, span);
  const running = new RunningOperation(recorder, operation, span);
  try {
    const result = await context.with(scope, work);
    if (isObservable(result)) return running.follow(result, scope) as Result;
    running.end();
    return result;
  } catch (fault) {
    running.fail(fault);
    throw fault;
  }
}

class RunningOperation {
  private readonly startedMs = performance.now();
  private hasEnded = false;

  constructor(
    private readonly recorder: Recorder,
    private readonly operation: Operation,
    private readonly span: Span,
  ) {}

  follow<Value>(source: Observable<Value>, scope: Context): Observable<Value> {
    const inScope = new Observable<Value>((subscriber) => context.with(scope, () => source.subscribe(subscriber)));
    return inScope.pipe(
      tap({ error: (fault) => this.fail(fault) }),
      finalize(() => this.end()),
    );
  }

  fail(fault: unknown): void {
    if (this.hasEnded) return;
    if (isRefusal(fault)) {
      this.end('refused');
      return;
    }
    const { recorder, operation, span } = this;
    span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(fault).message });
    const requestId = span instanceof RecordedSpan ? span.trace.requestId : undefined;
    recorder.error({
      ...describeException(fault),
      ...errorContext(recorder.settings, { ...span.spanContext(), requestId }),
      route: operation.name,
      tags: { kind: operation.kind },
      at: Date.now(),
    });
    this.end('error');
  }

  /** @param outcome `refused`: the caller was told why, by a guard or a validation, and the service is not at fault */
  end(outcome: 'ok' | 'refused' | 'error' = 'ok'): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const { recorder, span } = this;
    span.setAttribute('outcome', outcome);
    span.end();
    const { kind, name } = this.operation;
    const tags = { kind, operation: name, outcome };
    recorder.increment('operations_total', 1, tags);
    recorder.observe('operation_duration_ms', performance.now() - this.startedMs, tags, 'ms');
  }
}
