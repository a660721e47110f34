import { type Context, type ContextManager } from '@opentelemetry/api';
import { activeContext, runWithin } from './active-context.js';

/** Lets OpenTelemetry's API use the client's contexts, so that other instrumentation finds its spans. */
export class MonitoringContextManager implements ContextManager {
  active(): Context {
    return activeContext();
  }

  with<Args extends unknown[], Work extends (...args: Args) => ReturnType<Work>>(
    context: Context,
    work: Work,
    thisArg?: ThisParameterType<Work>,
    ...args: Args
  ): ReturnType<Work> {
    return runWithin(context, () => Reflect.apply(work, thisArg, args) as ReturnType<Work>);
  }

  /** Functions only: listeners are bound one by one. */
  bind<Target>(context: Context, target: Target): Target {
    if (typeof target !== 'function') return target;
    const work = target as unknown as (...args: unknown[]) => unknown;
    return function (this: unknown, ...args: unknown[]) {
      return runWithin(context, () => Reflect.apply(work, this, args) as unknown);
    } as unknown as Target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    return this;
  }
}
