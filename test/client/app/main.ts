/** A service with every kind of door that Nest has, on the version of Nest and the adapter that it is started with. */
import 'reflect-metadata';
import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver } from '@nestjs/mercurius';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { WsAdapter } from '@nestjs/platform-ws';
import { ScheduleModule } from '@nestjs/schedule';
import { MonitoringModule } from '@oneclass/monitoring-client';
import { GraphqlDoor } from './graphql-door.js';
import { HttpDoor } from './http-door.js';
import { JobCaller, JobDoor } from './job-door.js';
import { RPC, RpcModule } from './rpc-door.js';
import { ScheduleDoor } from './schedule-door.js';
import { WebsocketCaller, WebsocketDoor } from './websocket-door.js';
import { Work } from './work.js';

const isFastify = process.env.ADAPTER === 'fastify';
const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT) };

/** Mercurius is of Fastify. */
const graphql: DynamicModule[] = isFastify
  ? [GraphQLModule.forRoot({ driver: MercuriusDriver, autoSchemaFile: true } as object)]
  : [];

@Module({
  imports: [
    MonitoringModule.forRoot(),
    RpcModule,
    ScheduleModule.forRoot(),
    BullModule.forRoot({ connection }),
    BullModule.registerQueue({ name: 'pupils' }),
    ...graphql,
  ],
  controllers: [HttpDoor, JobCaller, WebsocketCaller],
  providers: [Work, WebsocketDoor, ScheduleDoor, JobDoor, ...(isFastify ? [GraphqlDoor] : [])],
})
class AppModule {}

// Such a listener keeps the process alive.
if (process.env.HANDLES_REJECTIONS) process.on('unhandledRejection', () => undefined);

async function start(): Promise<void> {
  const adapter = isFastify ? new FastifyAdapter() : new ExpressAdapter();
  const app: INestApplication = await NestFactory.create(AppModule, adapter as FastifyAdapter, { logger: false });
  app.useWebSocketAdapter(new WsAdapter(app));
  app.connectMicroservice(RPC);
  app.enableShutdownHooks();
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  process.send?.({ port: (app.getHttpServer().address() as { port: number }).port });
}

void start();
