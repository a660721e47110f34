import type { ModuleRef } from '@nestjs/core';
import { countFound } from './cache-requests.js';
import { whenSettled } from './when-settled.js';
import { wrap } from './wrap.js';

// biome-ignore lint/suspicious/noExplicitAny: the signatures of cache-manager 5, 6 and 7 differ.
type Method = (...args: any[]) => Promise<any>;
/** A cache of cache-manager 5, 6 or 7. */
export interface ObservedCache {
  get: Method;
  mget?: Method;
  wrap?: Method;
}

/** The token of `CACHE_MANAGER`, in all versions of @nestjs/cache-manager. */
const CACHE_MANAGER = 'CACHE_MANAGER';

/** Counts hits and misses of the caches that Nest's CacheModule has made: `cache-manager`, and with a number where there are more. */
export function observeCaches(modules: ModuleRef): void {
  try {
    for (const [index, cache] of modules.get<ObservedCache>(CACHE_MANAGER, { strict: false, each: true }).entries()) {
      observeCache(cache, index === 0 ? 'cache-manager' : `cache-manager-${index + 1}`);
    }
  } catch {
    // There is none, or something else has its name.
  }
}

/** Counts hits and misses of one cache. Its stores are not looked at, so that what several of them are asked counts once. */
export function observeCache(cache: ObservedCache, name: string): void {
  const all = cache as Required<ObservedCache>;
  wrap(all, 'get', (get) => {
    return function (this: unknown, ...args) {
      return whenSettled(get.apply(this, args), (value) => countFound(name, [value]));
    };
  });
  wrap(all, 'mget', (mget) => {
    return function (this: unknown, ...args) {
      return whenSettled(mget.apply(this, args), (values: unknown) => {
        if (Array.isArray(values)) countFound(name, values);
      });
    };
  });
  // A hit, unless the value had to be made.
  wrap(all, 'wrap', (wrapped) => {
    return function (this: unknown, key, make, ...rest) {
      let found: true | undefined = true;
      const making = (...args: unknown[]) => {
        found = undefined;
        return Reflect.apply(make, undefined, args) as unknown;
      };
      return whenSettled(wrapped.call(this, key, making, ...rest), () => countFound(name, [found]));
    };
  });
}
