import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  Controller,
  type DynamicModule,
  Get,
  Module,
  Param,
  ParseIntPipe,
  Query,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import pg from 'pg';

/** How an agent gets into a Nest application. */
export interface Agent {
  readonly imports?: DynamicModule[];
  readonly instrument?: { instanceDecorator: (instance: unknown) => unknown };
}

/** Bytes. */
export interface Memory {
  readonly resident: number;
  readonly heap: number;
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

class StudentFilter {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number;
}

@Controller()
class BenchController {
  @Get('hello')
  hello(): { hello: string } {
    return { hello: 'world' };
  }

  /** Validation, one query, 5 kB of JSON. */
  @Get('classes/:id/students')
  async students(@Param('id', ParseIntPipe) id: number, @Query() { limit }: StudentFilter): Promise<object> {
    const { rows } = await pool.query('select id, name, email, remarks from students where class_id = $1 limit $2', [
      id,
      limit,
    ]);
    return { class_id: id, students: rows };
  }

  @Get('failing')
  failing(): never {
    throw new Error('no such class');
  }

  /** After a full garbage collection. */
  @Get('memory')
  memory(): Memory {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    collectGarbage();
    const { rss, heapUsed } = process.memoryUsage();
    return { resident: rss, heap: heapUsed };
  }
}

/** @returns its address */
export async function startApplication({ imports = [], instrument }: Agent): Promise<string> {
  @Module({ imports, controllers: [BenchController] })
  class BenchModule {}

  const app = await NestFactory.create<NestFastifyApplication>(
    BenchModule,
    new FastifyAdapter({ forceCloseConnections: true }),
    { logger: false, ...(instrument && { instrument }) },
  );
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
  app.enableShutdownHooks();
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return `http://127.0.0.1:${port}`;
}
