import {
  type Context,
  createTraceState,
  isSpanContextValid,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { formatTraceparent, parseTraceparent } from './traceparent.js';
import { readTracestate } from './tracestate.js';

/** W3C Trace Context for other instrumentation: of message queues, of HTTP libraries. */
export class TraceContextPropagator implements TextMapPropagator {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span = trace.getSpanContext(context);
    if (!span || !isSpanContextValid(span)) return;
    const sampled = (span.traceFlags & TraceFlags.SAMPLED) !== 0;
    setter.set(carrier, 'traceparent', formatTraceparent({ ...span, sampled }));
    if (span.traceState) setter.set(carrier, 'tracestate', span.traceState.serialize());
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const parent = parseTraceparent(one(getter.get(carrier, 'traceparent')));
    if (!parent) return context;
    const { traceId, spanId, sampled } = parent;
    const tracestate = readTracestate(one(getter.get(carrier, 'tracestate')));
    return trace.setSpanContext(context, {
      traceId,
      spanId,
      traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
      isRemote: true,
      ...(tracestate === undefined ? {} : { traceState: createTraceState(tracestate) }),
    });
  }

  fields(): string[] {
    return ['traceparent', 'tracestate'];
  }
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
