import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Environment } from '../config/environment.js';
import { elasticsearchForwarder } from './elasticsearch.js';
import { logDestination } from './log-destination.js';
import { LogForwarder } from './log-forwarder.js';
import { loggerOptions } from './logger-options.js';
import { logRequests } from './request-log.js';

/**
 * Owns the form of log lines. Takes in what modules log through Nest's Logger. Gives out JSON lines, or readable ones on a terminal, and
 * to Elasticsearch if there is one.
 */
@Module({})
export class LoggingModule {
  static with(environment: Environment): DynamicModule {
    const forwarder = elasticsearchForwarder(environment);
    const destination = logDestination(forwarder);
    logRequests(environment, destination);
    return {
      module: LoggingModule,
      // No route: its middleware would cost 30 µs a request.
      imports: [LoggerModule.forRoot({ pinoHttp: [loggerOptions(environment), destination], forRoutes: [] })],
      providers: forwarder ? [{ provide: LogForwarder, useValue: forwarder }] : [],
    };
  }
}
