import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Environment } from '../config/environment.js';
import { logDestination, loggerOptions } from './logger-options.js';

/** Owns the form of log lines. Takes in what modules log through Nest's Logger. Gives out JSON lines, or readable ones on a terminal. */
@Module({})
export class LoggingModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: LoggingModule,
      // No route: its middleware would cost 30 µs a request. The request log is one line when the response is sent.
      imports: [LoggerModule.forRoot({ pinoHttp: [loggerOptions(environment), logDestination()], forRoutes: [] })],
    };
  }
}
