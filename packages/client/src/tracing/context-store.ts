import { AsyncLocalStorage } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';

/** A value that goes along with the work it was set for, through everything that is awaited. */
export interface ContextStore<Value> {
  get(): Value | undefined;
  /** Does `work` at once, and all that follows from it, with `value` in place. */
  run<Result>(value: Value | undefined, work: () => Result): Result;
}

/** Since this version V8 itself carries the value of an AsyncLocalStorage. */
const CHEAP_SINCE = 24;

/** The store for this version of Node; `everything` asks for one that follows bare callbacks too, whatever that costs. */
export function contextStore<Value extends object>(everything: boolean): ContextStore<Value> {
  return everything || Number.parseInt(process.versions.node, 10) >= CHEAP_SINCE ? asyncStore() : promiseStore();
}

function asyncStore<Value extends object>(): ContextStore<Value> {
  const storage = new AsyncLocalStorage<Value | undefined>();
  return { get: () => storage.getStore(), run: (value, work) => storage.run(value, work) };
}

/**
 * Follows promises (`await`, `then`) and nothing else: not a listener or the callback of a timer that was set within. In turn it costs
 * a third of an AsyncLocalStorage before Node 24, which has a hook run for every resource of the process (`bench/client-overhead`).
 */
function promiseStore<Value extends object>(): ContextStore<Value> {
  const key = Symbol('monitoring.context');
  type Carrier = Promise<unknown> & { [key]?: Value };
  let current: Value | undefined;
  let isFollowing = false;
  const follow = (): void => {
    isFollowing = true;
    promiseHooks.createHook({
      init: (promise: Carrier) => {
        if (current !== undefined) promise[key] = current;
      },
      before: (promise: Carrier) => {
        current = promise[key];
      },
      after: () => {
        current = undefined;
      },
    });
  };
  return {
    get: () => current,
    run: (value, work) => {
      if (!isFollowing) follow();
      const outer = current;
      current = value;
      try {
        return work();
      } finally {
        current = outer;
      }
    },
  };
}
