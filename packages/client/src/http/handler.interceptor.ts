import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { requestContext } from './request-context.js';

/** Adds to the record of a request which handler served it and what that threw. */
@Injectable()
export class HandlerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const record = context.getType() === 'http' ? requestContext.getStore() : undefined;
    if (!record) return next.handle();
    record.handler = `${context.getClass().name}.${context.getHandler().name}`;
    return next.handle().pipe(
      tap({
        error: (exception: unknown) => {
          record.exception = exception;
        },
      }),
    );
  }
}
