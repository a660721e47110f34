import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../http/access.decorator.js';
import { AuditFilter, AuditPage } from './audit.dto.js';
import { AuditQuery } from './audit.query.js';

@ApiTags('Audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditQuery) {}

  @Get()
  @Access('admin')
  @ApiOperation({
    summary: 'List audit entries',
    description: 'Every administrative act, newest first: who, what, when, from where.',
  })
  @ApiOkResponse({ type: AuditPage })
  list(@Query() filter: AuditFilter): Promise<AuditPage> {
    return this.audit.list(filter);
  }
}
