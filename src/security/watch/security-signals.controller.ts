import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ingest } from '../../http/ingest.decorator.js';
import type { IngestAnswer } from '../../http/ingest.dto.js';
import { answerIngest, readItems } from '../../http/ingest.js';
import { Clock } from '../../jobs/clock.js';
import { securitySignalCheck } from './check-security-signal.js';
import { SecurityWatch } from './security.watch.js';
import { NewSecuritySignal } from './security-signal.dto.js';

const EXAMPLE = {
  service: 'students',
  method: 'GET',
  route: '/students/:id',
  path: '/students/17',
  status: 404,
  ip_address: '192.168.1.100',
  user_id: 'user123',
  fragments: [{ in: 'query', name: 'id', value: "1' OR '1'='1" }],
};

@ApiTags('Security')
@Controller('security/signals')
export class SecuritySignalsController {
  constructor(
    private readonly watch: SecurityWatch,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Ingest(NewSecuritySignal, { example: EXAMPLE })
  @ApiOperation({
    summary: 'Tell of requests, for detection',
    description:
      'Takes what services tell of the requests they answered, and looks for attacks in it. They become security events; nothing else is ' +
      'stored. It is answered before it is looked at.',
  })
  take(@Body() body: unknown): IngestAnswer {
    const read = readItems(body, securitySignalCheck(this.clock.now()));
    this.watch.observe(read.items);
    return answerIngest(read);
  }
}
