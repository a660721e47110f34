import { context, propagation, trace } from '@opentelemetry/api';
import type { Recorder } from '../recorder.js';
import { MonitoringContextManager } from './context-manager.js';
import { TraceContextPropagator } from './propagator.js';
import { MonitoringTracer } from './tracer.js';

/** How many applications of this process use it. */
let users = 0;

/**
 * Puts the client behind OpenTelemetry's API, so that other instrumentation joins its traces. An application that already runs an SDK
 * keeps it.
 *
 * @returns whether the client is the one that makes the spans
 */
export function registerTracing(recorder: Recorder): boolean {
  const isFirst = users === 0;
  if (isFirst && !trace.setGlobalTracerProvider(new MonitoringTracer(recorder, recorder.settings.sampleRate))) {
    return false;
  }
  users += 1;
  if (isFirst) {
    context.setGlobalContextManager(new MonitoringContextManager());
    propagation.setGlobalPropagator(new TraceContextPropagator());
  }
  return true;
}

/** The last application that stops gives the API back. */
export function unregisterTracing(): void {
  users -= 1;
  if (users > 0) return;
  trace.disable();
  context.disable();
  propagation.disable();
}
