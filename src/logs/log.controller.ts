import { Body, Controller, Get, Headers, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Access } from '../http/access.decorator.js';
import { readBatchId } from '../http/batch-id.js';
import { Ingest } from '../http/ingest.decorator.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { answerIngest, readItems } from '../http/ingest.js';
import { readLines } from '../http/json-lines.js';
import { Clock } from '../jobs/clock.js';
import { logCheck } from './check-log.js';
import { LogPage, NewLogRecord } from './log.dto.js';
import { LogQuery } from './log.query.js';
import { LogRecorder } from './log.recorder.js';
import { LogFilter } from './log-filter.dto.js';

const EXAMPLE = {
  level: 'warn',
  message: 'Payment 4711 took 3.2 s',
  service: 'billing',
  request_id: 'req-7f3a',
  attributes: { payment: 4711, duration_ms: 3200 },
};

@ApiTags('Logs')
@Controller('logs')
export class LogController {
  constructor(
    private readonly recorder: LogRecorder,
    private readonly logs: LogQuery,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Ingest(NewLogRecord, { example: EXAMPLE, batchId: true, lines: true })
  @ApiOperation({
    summary: 'Record log records',
    description:
      'Takes one record, an array of up to 10,000, or as many lines of newline-delimited JSON. Secrets in messages and ' +
      'attributes are hidden before anything is stored (`LOG_REDACTION`). A record sent again with its `log_id` counts once ' +
      '(one without a `timestamp` only within an hour).',
  })
  async record(@Body() body: unknown, @Headers('X-Batch-ID') batchHeader?: string): Promise<IngestAnswer> {
    const batchId = readBatchId(batchHeader);
    const check = logCheck(this.clock.now(), this.configuration.current.log_retention_days);
    const read = Buffer.isBuffer(body) ? await readLines(body, check) : readItems(body, check);
    if (batchId) {
      for (const [i, record] of read.items.entries()) record.logId ??= `${batchId}:${read.indexes[i]}`;
    }
    const ids = await this.recorder.record(read.items);
    return answerIngest(read, ids[0]);
  }

  @Get()
  @Access('protected')
  @ApiOperation({ summary: 'List log records', description: 'Records that fit every given condition, newest first.' })
  @ApiOkResponse({ type: LogPage })
  list(@Query() filter: LogFilter): Promise<LogPage> {
    return this.logs.list(filter);
  }
}
