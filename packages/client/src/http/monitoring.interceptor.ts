import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Observable } from 'rxjs';
import type { MonitoringOptions } from '../options.js';
import { Recorder } from '../recorder.js';
import { resolveOptions } from '../resolve-options.js';
import { Session } from '../session.js';
import { runWithin } from '../tracing/active-context.js';
import { recordOf, recordOpener } from './http-adapter.js';
import { RequestRecording } from './request-recording.js';
import type { RoutedRequest } from './routed-request.js';

interface FrameworkRequest extends IncomingMessage, RoutedRequest {
  readonly raw?: IncomingMessage;
}
type FrameworkResponse = ServerResponse & { readonly raw?: ServerResponse };

/**
 * Records the requests that reach a handler, for those who want nothing but an interceptor: on one controller, or on all by
 * `useGlobalInterceptors`. What guards and the router refuse comes by no interceptor; `MonitoringModule` records that too, at a fraction of the cost.
 */
@Injectable()
export class MonitoringInterceptor implements NestInterceptor, OnApplicationShutdown {
  private readonly session: Session;
  private readonly open: ReturnType<typeof recordOpener>;

  constructor(options: MonitoringOptions = {}) {
    this.session = new Session(new Recorder(resolveOptions(options, process.env), new Logger('Monitoring')));
    this.session.start();
    this.open = recordOpener(new RequestRecording(this.session));
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FrameworkRequest>();
    if (recordOf(request)) return next.handle();
    const response = context.switchToHttp().getResponse<FrameworkResponse>();
    const record = this.open(request.raw ?? request, response.raw ?? response, request, response);
    const [controller, method] = [context.getClass(), context.getHandler().name];
    record.handler = `${controller.name}.${method}`;
    record.handledBy = { controller, method };
    // Subscribed to within the record's context, in which the handler then runs.
    return new Observable((subscriber) =>
      runWithin(record.scope, () =>
        next.handle().subscribe({
          next: (value) => subscriber.next(value),
          complete: () => subscriber.complete(),
          error: (exception: unknown) => {
            record.exception = exception;
            subscriber.error(exception);
          },
        }),
      ),
    );
  }

  /** Called by Nest where it is a provider; else call it, so that what is left is sent. */
  async onApplicationShutdown(): Promise<void> {
    await this.session.stop();
  }
}
