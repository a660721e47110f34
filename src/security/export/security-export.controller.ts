import type { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../http/access.decorator.js';
import { Clock } from '../../jobs/clock.js';
import { SecurityExportFilter } from './security-export.dto.js';
import { SecurityExportQuery } from './security-export.query.js';

const NDJSON = { type: 'application/x-ndjson; charset=utf-8', file: 'security-events.ndjson' };
const FORMATS = {
  ndjson: NDJSON,
  ocsf: { ...NDJSON, file: 'security-events.ocsf.ndjson' },
  csv: { type: 'text/csv; charset=utf-8', file: 'security-events.csv' },
};

@ApiTags('Security')
@Controller('security/events/export')
export class SecurityExportController {
  constructor(
    private readonly events: SecurityExportQuery,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'Export security events',
    description: 'Every event that fits and happened up to now, oldest first: for a SIEM, or a spreadsheet.',
  })
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiOkResponse({
    content: {
      'application/x-ndjson': { schema: { type: 'string' } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async export(
    @Query() filter: SecurityExportFilter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { type, file } = FORMATS[filter.format ?? 'ndjson'];
    const events = await this.events.export(filter, this.clock.now());
    void reply.type(type).header('content-disposition', `attachment; filename="${file}"`);
    return events;
  }
}
