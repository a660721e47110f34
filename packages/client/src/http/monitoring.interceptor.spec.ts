import 'reflect-metadata';
import { Controller, Get, HttpException, type INestApplication, Module, Param, type Type } from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Batch } from '../delivery/transport.js';
import { MonitoringInterceptor } from './monitoring.interceptor.js';

@Controller('students')
class StudentsController {
  @Get(':id')
  find(@Param('id') id: string): object {
    if (id === '13') throw new HttpException('locked', 503);
    return { id };
  }
}

describe('MonitoringInterceptor', () => {
  it.each([
    ['Fastify', () => new FastifyAdapter({ forceCloseConnections: true })],
    ['Express', () => new ExpressAdapter()],
  ])('records by itself what reaches a handler, on %s', async (_name, adapter) => {
    const batches: Batch[] = [];
    const send = async (batch: Batch) => {
      batches.push(batch);
      return { rejected: 0 };
    };
    const options = { service: 'students', sampleRate: 1, processMetrics: false, transport: { send } };
    const provider = { provide: APP_INTERCEPTOR, useValue: new MonitoringInterceptor(options) };
    class StudentsModule {}
    Module({ controllers: [StudentsController], providers: [provider] })(StudentsModule as Type);
    const app: INestApplication = await NestFactory.create(StudentsModule, adapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    for (const id of ['7', '13']) await (await fetch(`${url}/students/${id}`)).arrayBuffer();
    await app.close();
    const spans = batches.flatMap((batch) => (batch.signal === 'traces' ? batch.items : []));
    const route = { 'http.route': '/students/:id', 'code.function.name': 'StudentsController.find' };
    expect(spans.sort((one, other) => one.startedAt - other.startedAt)).toMatchObject([
      { operation: 'GET /students/:id', status: 'ok', tags: { ...route, 'http.response.status_code': 200 } },
      { operation: 'GET /students/:id', status: 'error', tags: { ...route, 'http.response.status_code': 503 } },
    ]);
    const errors = batches.flatMap((batch) => (batch.signal === 'errors' ? batch.items : []));
    expect(errors).toMatchObject([{ type: 'HttpException', message: 'locked', route: '/students/:id' }]);
    const counts = batches.flatMap((batch) => (batch.signal === 'metrics' ? batch.items : []));
    expect(counts.filter(({ name }) => name === 'http_requests_total')).toMatchObject([{ value: 1 }, { value: 1 }]);
  });
});
