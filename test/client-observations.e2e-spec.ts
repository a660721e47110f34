import 'reflect-metadata';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  type INestApplication,
  Module,
  Param,
  Post,
  Query,
  type Type,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { MonitoringModule, type MonitoringOptions } from '@oneclass/monitoring-client';
import { IsInt, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { eventually } from './support/eventually.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const ATTACK = "' or 1=1--";

class Address {
  @IsString()
  @MaxLength(40)
  street: string;
}
class NewStudent {
  @IsUUID()
  id: string;

  @IsString()
  note: string;

  @IsOptional()
  @ValidateNested()
  address: Address;
}
class Page {
  @IsOptional()
  @IsInt()
  page: number;
}

/** Finds out who it is, as guards of passport do. */
class Known implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string>; user: object }>();
    request.user = { sub: request.headers['x-user'] };
    return true;
  }
}

@Controller('students')
@UseGuards(Known)
class StudentsController {
  @Get('slow')
  async slow(): Promise<void> {
    await sleep(500);
  }

  @Get(':id')
  find(@Param('id') id: string, @Query() _page: Page): object {
    return { id };
  }

  @Post()
  enrol(@Body() student: NewStudent): object {
    return student;
  }
}

describe.each([
  ['Fastify', () => new FastifyAdapter({ forceCloseConnections: true })],
  ['Express', () => new ExpressAdapter()],
])('what the client tells of requests for detections, on %s', (_name, adapter) => {
  let receiver: WebhookReceiver;
  let app: INestApplication;
  let url: string;

  async function start(options: MonitoringOptions = {}): Promise<void> {
    receiver = await WebhookReceiver.start();
    const endpoint = new URL(receiver.url).origin;
    class AppModule {}
    const monitoring = MonitoringModule.forRoot({ service: 'students', endpoint, intervalSeconds: 0.2, ...options });
    Module({ imports: [monitoring], controllers: [StudentsController] })(AppModule as Type);
    app = await NestFactory.create(AppModule, adapter(), { logger: false });
    app.useGlobalPipes(new ValidationPipe());
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  }
  afterEach(async () => {
    await app.close();
    await receiver.close();
  });

  const ask = async (path: string, body?: object) => {
    const headers = { 'x-user': 'teacher-17', 'user-agent': 'school', 'content-type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return (await fetch(url + path, init)).text();
  };
  const told = () =>
    receiver.received.filter(({ path }) => path === '/api/v1/monitoring/security/signals').flatMap(({ body }) => body);

  it('tells equal ones together, those of nobody and those without a route as well', async () => {
    await start({ intervalSeconds: 1 });
    const answers = await Promise.all(['', '?page=1', '?page=2'].map((query) => ask(`/students/7${query}`)));
    await ask('/nowhere/8?a=1');
    await eventually(() => expect(told()).toHaveLength(3));
    const common = { kind: 'request', service: 'students', method: 'GET', user_agent: 'school', fragments: [] };
    const found = told();
    expect(found).toContainEqual(
      expect.objectContaining({
        ...common,
        path: '/students/7',
        route: '/students/:id',
        status: 200,
        count: 1,
        user_id: 'teacher-17',
        bytes: answers[0]!.length,
        ip_address: '127.0.0.1',
        timestamp: expect.any(Number),
        request_id: expect.any(String),
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
    );
    expect(found).toContainEqual(expect.objectContaining({ ...common, path: '/students/7', status: 400, count: 2 }));
    expect(found).toContainEqual(
      expect.objectContaining({ ...common, path: '/nowhere/8', route: null, status: 404, count: 1 }),
    );
    expect(found.find(({ status }) => status === 404)).not.toHaveProperty('user_id');
  });

  it('sends fragments of what may be an attack, with what the DTOs admit, and nothing else of a body', async () => {
    await start();
    const address = { street: ATTACK, country: 'ZW' };
    await ask('/students', { id: ATTACK, note: `All is well ${ATTACK}`, address, password: ATTACK, name: 'Rudo' });
    await ask(`/students/7?page=${encodeURIComponent(ATTACK)}`);
    await eventually(() => expect(told()).toHaveLength(2));
    const [posted, asked] = told();
    expect(posted).toMatchObject({ method: 'POST', path: '/students', route: '/students', status: 400, count: 1 });
    expect(posted.fragments).toEqual([
      { in: 'body', name: 'id', value: ATTACK, admits: 'uuid' },
      { in: 'body', name: 'note', value: `All is well ${ATTACK}`, admits: 'text' },
      { in: 'body', name: 'address.street', value: ATTACK },
    ]);
    expect(asked.fragments).toEqual([{ in: 'query', name: 'page', value: ATTACK, admits: 'number' }]);
    expect(JSON.stringify(told())).not.toContain('Rudo');
  });

  it('knows the address of a caller who goes away', async () => {
    await start();
    const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /students/slow HTTP/1.1\r\nhost: a\r\n\r\n');
    await sleep(100);
    socket.destroy();
    await eventually(() =>
      expect(told()).toMatchObject([{ path: '/students/slow', status: 499, ip_address: '127.0.0.1' }]),
    );
  });

  it('tells nothing where it is switched off', async () => {
    await start({ securitySignals: false });
    await ask('/students/7');
    await app.close();
    expect(receiver.received.map(({ path }) => path)).toContain('/api/v1/monitoring/metrics');
    expect(told()).toEqual([]);
  });
});
