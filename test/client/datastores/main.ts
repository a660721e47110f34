/** A service that asks PostgreSQL, SQLite, Redis and a cache in every way that it can. */
import 'reflect-metadata';
import { CacheModule } from '@nestjs/cache-manager';
import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MonitoringModule } from '@oneclass/monitoring-client';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { CacheDoor } from './cache-door.js';
import { PgDoor } from './pg-door.js';
import { Pupil } from './pupil.js';
import { RedisDoor } from './redis-door.js';
import { TypeormDoor } from './typeorm-door.js';

const { DATABASE_URL, REDIS_PORT } = process.env;

@Module({
  imports: [
    MonitoringModule.forRoot(),
    TypeOrmModule.forRoot({ type: 'postgres', url: DATABASE_URL, entities: [Pupil], synchronize: true }),
    TypeOrmModule.forRoot({ name: 'small', type: 'sqljs', entities: [Pupil], synchronize: true }),
    TypeOrmModule.forFeature([Pupil]),
    TypeOrmModule.forFeature([Pupil], 'small'),
    CacheModule.register(),
  ],
  controllers: [PgDoor, TypeormDoor, RedisDoor, CacheDoor],
  providers: [
    { provide: Pool, useFactory: () => new Pool({ connectionString: DATABASE_URL, max: 3 }) },
    { provide: Redis, useFactory: () => new Redis(Number(REDIS_PORT), '127.0.0.1') },
  ],
})
class AppModule {}

async function start(): Promise<void> {
  const app: INestApplication = await NestFactory.create(AppModule, { logger: false });
  app.enableShutdownHooks();
  await app.listen(0, '127.0.0.1');
  process.send?.({ port: (app.getHttpServer().address() as { port: number }).port });
}

void start();
