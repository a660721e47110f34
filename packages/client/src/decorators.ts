import { type SpanOptions, trace } from '@opentelemetry/api';
import { activeRecorder } from './active-recorder.js';
import type { Tags } from './metrics/metric-aggregate.js';
import { endAfter } from './monitoring.js';
import { CLIENT } from './version.js';

// biome-ignore lint/suspicious/noExplicitAny: a method decorator is for methods of any signature.
type Method = (...args: any[]) => any;
type MethodDecoratorOf = <Target extends Method>(
  prototype: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Target>,
) => void;

/** Makes a span of each call of the method, called `Class.method` unless it is given a name. */
export function Span(name?: string, options: SpanOptions = {}): MethodDecoratorOf {
  return around(
    (method, place) =>
      function (this: unknown, ...args: unknown[]) {
        const call = () => Reflect.apply(method, this, args) as unknown;
        return trace.getTracer(CLIENT.name).startActiveSpan(name ?? place, options, (span) => endAfter(span, call));
      },
  );
}

/** Times each call of the method as the histogram `name` in ms, also those that fail; the tag `method` says which it was. */
export function Timed(name = 'method_duration_ms', tags: Tags = {}): MethodDecoratorOf {
  return around(
    (method, place) =>
      function (this: unknown, ...args: unknown[]) {
        const startedMs = performance.now();
        const told = { method: place, ...tags };
        return whenDone(
          () => Reflect.apply(method, this, args) as unknown,
          () => activeRecorder()?.observe(name, performance.now() - startedMs, told, 'ms'),
        );
      },
  );
}

/** Counts the calls of the method as `name`, by the tags `method` and `outcome`: `ok` or `error`. */
export function Counted(name = 'method_calls_total', tags: Tags = {}): MethodDecoratorOf {
  return around(
    (method, place) =>
      function (this: unknown, ...args: unknown[]) {
        return whenDone(
          () => Reflect.apply(method, this, args) as unknown,
          (isFailed) =>
            activeRecorder()?.increment(name, 1, { method: place, outcome: isFailed ? 'error' : 'ok', ...tags }),
        );
      },
  );
}

/** Replaces a method, and keeps what other decorators said of it. */
function around(wrap: (method: Method, place: string) => Method): MethodDecoratorOf {
  return (prototype, name, descriptor) => {
    const method = descriptor.value;
    if (!method) return;
    const place = `${prototype.constructor.name}.${String(name)}`;
    const wrapped = Object.defineProperty(wrap(method, place), 'name', { value: method.name });
    for (const key of Reflect.getMetadataKeys?.(method) ?? []) {
      Reflect.defineMetadata(key, Reflect.getMetadata(key, method), wrapped);
    }
    descriptor.value = wrapped as typeof method;
  };
}

function whenDone(call: () => unknown, tell: (isFailed: boolean) => void): unknown {
  try {
    const result = call();
    if (!(result instanceof Promise)) {
      tell(false);
      return result;
    }
    return result.then(
      (value: unknown) => {
        tell(false);
        return value;
      },
      (fault: unknown) => {
        tell(true);
        throw fault;
      },
    );
  } catch (fault) {
    tell(true);
    throw fault;
  }
}
