import type { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../http/access.decorator.js';
import { ownBatchId, readBatchId } from '../http/batch-id.js';
import { Ingest } from '../http/ingest.decorator.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { answerIngest, readItems } from '../http/ingest.js';
import { CurrentPrincipal, type Principal } from '../http/principal.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { Clock } from '../jobs/clock.js';
import { AuditEntryView, AuditExportFilter, AuditFilter, AuditPage, NewAuditEntry } from './audit.dto.js';
import { AuditQuery } from './audit.query.js';
import { AuditRecorder } from './audit.recorder.js';
import { auditEntryCheck } from './check-audit-entry.js';

const EXAMPLE = {
  actor: 'teacher-17',
  action: 'grade.changed',
  target_type: 'grade',
  target_id: 'student-4711/maths/2026-3',
  before: { mark: 54 },
  after: { mark: 64 },
  service: 'grades',
  ip_address: '192.168.1.100',
};
const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' };

@ApiTags('Audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: AuditQuery,
    private readonly recorder: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Ingest(NewAuditEntry, { example: EXAMPLE, batchId: true })
  @ApiOperation({
    summary: 'Put acts in other services on record',
    description:
      'Takes one entry or an array of up to 10,000 and adds them to the trail, which nothing can be taken from again. An entry sent again with ' +
      'its `id` counts once. Secrets in structured fields are hidden.',
  })
  async report(
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
    @Headers('X-Batch-ID') batchHeader?: string,
  ): Promise<IngestAnswer> {
    const batchId = ownBatchId(sender, readBatchId(batchHeader));
    const read = readItems(body, auditEntryCheck(this.clock.now(), sender.subject));
    const idOf = batchId === undefined ? undefined : (i: number) => `${batchId}:${read.indexes[i]}`;
    const ids = await this.recorder.report(read.items, idOf);
    return answerIngest(read, ids[0]);
  }

  @Get()
  @Access('admin')
  @ApiOperation({
    summary: 'List audit entries',
    description:
      'Who did what to which thing, when and from where, in this service and in those that report to it; newest first.',
  })
  @ApiOkResponse({ type: AuditPage })
  list(@Query() filter: AuditFilter): Promise<AuditPage> {
    return this.audit.list(filter);
  }

  @Get('export')
  @Access('admin')
  @ApiOperation({
    summary: 'Export audit entries',
    description:
      'Every entry that fits, oldest first. In lines of JSON each is as it was hashed, so that the chain can be checked elsewhere.',
  })
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiOkResponse({
    content: {
      'application/x-ndjson': { schema: { type: 'string' } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async export(@Query() filter: AuditExportFilter, @Res({ passthrough: true }) reply: FastifyReply): Promise<Readable> {
    const format = filter.format ?? 'ndjson';
    const entries = await this.audit.export(filter);
    void reply.type(TYPES[format]).header('content-disposition', `attachment; filename="audit.${format}"`);
    return entries;
  }

  @Get(':entry_id')
  @Access('admin')
  @ApiOperation({
    summary: 'Read an audit entry',
    description: 'One entry as the list has it, however old it is.',
  })
  @ApiOkResponse({ type: AuditEntryView })
  @ApiNotFoundResponse({ description: 'There is no entry of this id, or it has expired.', type: ProblemDetails })
  get(@Param('entry_id') id: string): Promise<AuditEntryView> {
    return this.audit.get(id);
  }
}
