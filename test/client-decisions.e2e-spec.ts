import 'reflect-metadata';
import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  type INestApplication,
  Module,
  type Type,
} from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DecisionGuard, MonitoringModule } from '@oneclass/monitoring-client';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { startService, type TestService } from './support/service.js';

/** Finds out who it is, as guards of passport do. */
class Known implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string>; user: object }>();
    request.user = { sub: request.headers['x-user'] };
    return true;
  }
}

@Controller('grades')
class GradesController {
  @Get()
  list(): object[] {
    return [];
  }
}

/** The client asks every ten seconds. */
const SOON = { timeoutMs: 30_000 };

describe('decisions of the monitoring service, kept by services on Fastify and Express', () => {
  const adapters = [new FastifyAdapter({ forceCloseConnections: true }), new ExpressAdapter()];
  const apps: INestApplication[] = [];
  let monitoring: TestService;

  beforeAll(async () => {
    monitoring = await startService({ env: { PORT: String(await freePort()) } });
    const made = await monitoring.request('POST', '/ingest-keys', { body: { name: 'grades' } });
    const options = { service: 'grades', endpoint: monitoring.url, apiKey: made.body.key, intervalSeconds: 0.2 };
    for (const adapter of adapters) {
      class AppModule {}
      Module({
        imports: [MonitoringModule.forRoot(options)],
        controllers: [GradesController],
        providers: [
          { provide: APP_GUARD, useClass: Known },
          { provide: APP_GUARD, useExisting: DecisionGuard },
        ],
      })(AppModule as Type);
      const app: INestApplication = await NestFactory.create(AppModule, adapter, { logger: false });
      await app.listen(0, '127.0.0.1');
      apps.push(app);
    }
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await monitoring?.stop();
  });

  /** The one status that all of them answer; else all of theirs. */
  async function ask(user: string): Promise<number | number[]> {
    const answers = apps.map(async (app) => fetch(`${await app.getUrl()}/grades`, { headers: { 'x-user': user } }));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    return new Set(statuses).size === 1 ? statuses[0]! : statuses;
  }
  const decide = (body: object) =>
    monitoring.request('POST', '/security/decisions', { body: { reason: 'tries passwords', ...body } });
  const counted = async (action: string) => {
    const { body } = await monitoring.request(
      'GET',
      `/metrics?metric_name=security_decisions_total&tags=action%3D${action}&aggregation=increase`,
    );
    return body.items?.length ?? 0;
  };

  it('are kept within seconds, and nobody else is touched', async () => {
    expect(await ask('mallory')).toBe(200);
    expect((await decide({ scope: 'user_id', value: 'mallory' })).status).toBe(201);
    expect((await decide({ scope: 'user_id', value: 'trent', action: 'log' })).status).toBe(201);
    await eventually(async () => expect(await ask('mallory')).toBe(403), SOON);
    expect(await ask('alice')).toBe(200);
    expect(await ask('trent')).toBe(200);
    await eventually(async () => expect(await counted('block')).toBeGreaterThan(0));
    await eventually(async () => expect(await counted('log')).toBeGreaterThan(0));
  });

  it('hold while the monitoring service is away', async () => {
    await monitoring.kill();
    expect([await ask('mallory'), await ask('alice')]).toEqual([403, 200]);
    await monitoring.launch();
  });

  it('let pass whom the allow list names', async () => {
    expect((await decide({ scope: 'network', value: '127.0.0.0/8' })).status).toBe(201);
    await eventually(async () => expect(await ask('alice')).toBe(403), SOON);
    const allowed = { scope: 'user_id', value: 'alice', comment: 'the monitoring probe' };
    expect((await monitoring.request('POST', '/security/allow-list', { body: allowed })).status).toBe(201);
    await eventually(async () => expect(await ask('alice')).toBe(200), SOON);
    expect(await ask('bob')).toBe(403);
  });
});
