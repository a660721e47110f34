import {
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type ModuleMetadata,
  type NestModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { observeRequests } from './http/http-adapter.js';
import { tellRecords } from './http/nest-router.js';
import { RequestRecording } from './http/request-recording.js';
import { observeCaches } from './integrations/cache-manager.js';
import { installIntegrations } from './integrations/install-integrations.js';
import { Monitoring } from './monitoring.js';
import type { MonitoringOptions } from './options.js';
import { Recorder } from './recorder.js';
import { resolveOptions } from './resolve-options.js';
import { DecisionGuard } from './security/decisions/decision.guard.js';
import { Session } from './session.js';

const OPTIONS = Symbol('monitoring.options');

/** Options that are known only once other providers are, such as those of a configuration module. */
export interface MonitoringAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: NonNullable<Extract<Provider, { useFactory: unknown }>['inject']>;
  // biome-ignore lint/suspicious/noExplicitAny: as in Nest's own types, what is injected is the factory's business.
  readonly useFactory: (...injected: any[]) => MonitoringOptions | Promise<MonitoringOptions>;
}

/**
 * Records the requests, errors and traces of a Nest application on Fastify or Express, and its process.
 * Takes in what the HTTP adapter and the handlers tell; gives out `Monitoring`, for metrics and errors of one's own.
 * Whatever happens to the monitoring service or the options, the application runs as without it.
 */
@Module({})
export class MonitoringModule implements NestModule, OnApplicationBootstrap, OnApplicationShutdown {
  private observing = false;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Session) private readonly session: Session,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {
    this.observe();
  }

  /** Import it once, in the application's root module. */
  static forRoot(options: MonitoringOptions = {}): DynamicModule {
    return withOptions({ provide: OPTIONS, useValue: options });
  }

  /** The same, with options that other providers are needed for. */
  static forRootAsync({ imports = [], inject = [], useFactory }: MonitoringAsyncOptions): DynamicModule {
    return { ...withOptions({ provide: OPTIONS, inject, useFactory }), imports };
  }

  /** Nest calls this before it registers routes; in a testing module only now is there an HTTP adapter. */
  configure(): void {
    this.observe();
  }

  onApplicationBootstrap(): void {
    if (this.session.recorder.settings.integrations.includes('cache-manager')) observeCaches(this.modules);
    this.session.start();
  }

  /** Runs after the last connection is closed, so that nothing recorded is left behind. */
  async onApplicationShutdown(): Promise<void> {
    await this.session.stop();
  }

  private observe(): void {
    const { httpAdapter } = this.host;
    if (this.observing || !httpAdapter) return;
    this.observing = true;
    observeRequests(httpAdapter, new RequestRecording(this.session));
  }
}

function withOptions(options: Provider): DynamicModule {
  const session = {
    provide: Session,
    inject: [OPTIONS],
    useFactory: async (given: MonitoringOptions) => {
      const log = new Logger('Monitoring');
      await tellRecords().catch((fault: Error) => log.warn(`handlers are not told: ${fault.message}`));
      const settings = resolveOptions(given, process.env);
      await installIntegrations(settings.integrations, (fault) => log.warn(fault));
      return new Session(new Recorder(settings, log));
    },
  };
  const provided = {
    provide: Monitoring,
    inject: [Session],
    useFactory: ({ monitoring }: Session) => monitoring,
  };
  const guard = {
    provide: DecisionGuard,
    inject: [Session],
    useFactory: ({ recorder }: Session) => new DecisionGuard(recorder, new Logger('Monitoring')),
  };
  const providers = [options, session, provided, guard];
  return { module: MonitoringModule, global: true, providers, exports: [Monitoring, DecisionGuard] };
}
