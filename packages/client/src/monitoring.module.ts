import {
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type NestModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_INTERCEPTOR, HttpAdapterHost } from '@nestjs/core';
import { HandlerInterceptor } from './http/handler.interceptor.js';
import { observeRequests } from './http/http-adapter.js';
import { passTraceContextOn } from './http/outgoing-fetch.js';
import { Monitoring } from './monitoring.js';
import { type MonitoringOptions, resolveOptions } from './options.js';

/**
 * Records the requests, errors and traces of a Nest application on Fastify or Express, and its process.
 * Takes in what the HTTP adapter and the handlers tell; gives out `Monitoring`, for metrics and errors of one's own.
 * Whatever happens to the monitoring service or the options, the application runs as without it.
 */
@Module({})
export class MonitoringModule implements NestModule, OnApplicationBootstrap, OnApplicationShutdown {
  private observing = false;
  private stopPassingOn: (() => void) | undefined;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Monitoring) private readonly monitoring: Monitoring,
  ) {
    this.observe();
  }

  /** Import it once, in the application's root module. */
  static forRoot(options: MonitoringOptions = {}): DynamicModule {
    const monitoring = {
      provide: Monitoring,
      useFactory: () => new Monitoring(resolveOptions(options, process.env), new Logger('Monitoring')),
    };
    return {
      module: MonitoringModule,
      global: true,
      providers: [monitoring, { provide: APP_INTERCEPTOR, useClass: HandlerInterceptor }],
      exports: [Monitoring],
    };
  }

  /** Nest calls this before it registers routes; in a testing module only now is there an HTTP adapter. */
  configure(): void {
    this.observe();
  }

  onApplicationBootstrap(): void {
    this.stopPassingOn = passTraceContextOn();
    this.monitoring.start();
  }

  /** Runs after the last connection is closed, so that nothing recorded is left behind. */
  async onApplicationShutdown(): Promise<void> {
    this.stopPassingOn?.();
    await this.monitoring.stop();
  }

  private observe(): void {
    const { httpAdapter } = this.host;
    if (this.observing || !httpAdapter) return;
    this.observing = true;
    observeRequests(httpAdapter, this.monitoring);
  }
}
