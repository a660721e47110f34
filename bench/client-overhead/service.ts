import 'reflect-metadata';
import { Controller, Get, Module, Param, ParseIntPipe, Query, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { MonitoringModule } from '@oneclass/monitoring-client';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import pg from 'pg';

/** What is measured: a Nest service on Fastify with a small route and an ordinary one, with the agent that AGENT names, or none. */
const { AGENT, SAMPLE_RATE, DATABASE_URL } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });

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
}

const agent =
  AGENT === 'client' ? [MonitoringModule.forRoot({ service: 'bench', sampleRate: Number(SAMPLE_RATE) })] : [];

@Module({ imports: agent, controllers: [BenchController] })
class BenchModule {}

const app = await NestFactory.create<NestFastifyApplication>(
  BenchModule,
  new FastifyAdapter({ forceCloseConnections: true }),
  { logger: false },
);
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
app.enableShutdownHooks();
await app.listen(0, '127.0.0.1');
const { port } = app.getHttpServer().address() as { port: number };
console.log(`listening on http://127.0.0.1:${port}`);
