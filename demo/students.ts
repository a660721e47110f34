import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { MonitoringModule } from '@oneclass/monitoring-client';
import { serve } from './serve.js';
import { StudentsController, TeachersOnly } from './students.controller.js';

/** The students service of the demo, on Fastify. All it takes to be monitored is the one import. */
@Module({
  imports: [MonitoringModule.forRoot({ environment: 'demo', sampleRate: 1, intervalSeconds: 2 })],
  controllers: [StudentsController],
  providers: [TeachersOnly],
})
class StudentsModule {}

const adapter = new FastifyAdapter({ forceCloseConnections: true, trustProxy: 'loopback' });
// Whoever is signed in, as a guard of a real service would find out.
adapter.getInstance().addHook('onRequest', (request, _reply, done) => {
  const { 'x-user': id } = request.headers;
  if (typeof id === 'string') Object.assign(request, { user: { id } });
  done();
});
await serve(await NestFactory.create(StudentsModule, adapter, { logger: ['warn'] }));
