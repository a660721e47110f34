import { wrap } from '../integrations/wrap.js';
import type { HandlerRef } from '../security/admitted-fields.js';
import { runWithin } from '../tracing/active-context.js';
import { recordOf } from './http-adapter.js';

type Handler = (request: object, response: object, next: unknown) => Promise<void>;
interface Router {
  create(instance: object, callback: { name: string }, method: string, ...rest: unknown[]): Handler;
}
interface Exceptions {
  next(exception: unknown, context: { getType(): string; getArgByIndex(index: number): unknown }): void;
}

/**
 * Tells the record of each request which handler serves it and what that, a guard or a pipe threw, whatever filters make of it, and serves it
 * in the record's context. Nest has no public door for either that costs nothing: an interceptor, even an empty one, sends every request
 * through rxjs and takes a third of the throughput (`bench/client-overhead`). The two methods are the same from Nest 10 to 12; if they are not
 * there, requests are recorded without handler and exception.
 */
export async function tellRecords(): Promise<void> {
  const [{ RouterExecutionContext }, { ExceptionsHandler }] = await Promise.all([
    import('@nestjs/core/router/router-execution-context.js'),
    import('@nestjs/core/exceptions/exceptions-handler.js'),
  ]);
  wrap(RouterExecutionContext.prototype as unknown as Router, 'create', (create) => {
    return function (this: Router, instance, callback, method, ...rest) {
      const handler = create.call(this, instance, callback, method, ...rest);
      const name = `${instance.constructor.name}.${method}`;
      const handledBy = { controller: instance.constructor as HandlerRef['controller'], method };
      return (request, response, next) => {
        const record = recordOf(request);
        if (!record) return handler(request, response, next);
        record.handler = name;
        record.handledBy = handledBy;
        return runWithin(record.scope, () => handler(request, response, next));
      };
    };
  });
  wrap(ExceptionsHandler.prototype as unknown as Exceptions, 'next', (next) => {
    return function (this: Exceptions, exception, context) {
      const request = context.getType() === 'http' ? context.getArgByIndex(0) : undefined;
      const record = request && typeof request === 'object' ? recordOf(request) : undefined;
      if (record) record.exception = exception;
      next.call(this, exception, context);
    };
  });
}
