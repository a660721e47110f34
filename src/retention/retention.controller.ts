import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiBody, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditRecorder } from '../audit/audit.recorder.js';
import { Audited } from '../audit/audited.decorator.js';
import { Access } from '../http/access.decorator.js';
import { type Actor, CurrentActor } from '../http/principal.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { Problem } from '../http/problem.js';
import { Cleanup, CleanupUnderWay } from './cleanup.js';
import { CleanupRequest, CleanupView } from './retention.dto.js';

@ApiTags('Administration')
@Controller('cleanup')
export class RetentionController {
  constructor(
    private readonly cleanup: Cleanup,
    private readonly audit: AuditRecorder,
  ) {}

  @Post()
  @Access('admin')
  @Audited('retention.cleaned_up')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Clean up old data',
    description:
      'Removes what is past its retention from every signal, as the nightly job does, and puts that on the audit trail. Whole days go: rows of the day the retention ends on stay until that day is over.',
  })
  @ApiBody({ type: CleanupRequest, required: false })
  @ApiOkResponse({ type: CleanupView })
  @ApiConflictResponse({ description: 'Another clean-up is under way.', type: ProblemDetails })
  async clean(@Body() request: CleanupRequest, @CurrentActor() actor: Actor): Promise<CleanupView> {
    const dryRun = request.dry_run ?? false;
    const startedAt = performance.now();
    const { results, failed } = await this.cleanup.run(dryRun).catch((fault: unknown) => {
      throw fault instanceof CleanupUnderWay ? Problem.of(409, fault.message) : fault;
    });
    const rows = results.reduce((sum, result) => sum + result.rows, 0);
    await this.audit.record({
      actor,
      action: 'retention.cleaned_up',
      targetType: 'retention',
      details: { dry_run: dryRun, rows, results: results.filter((result) => result.rows > 0), failed },
    });
    return { dry_run: dryRun, results, rows, failed, duration_ms: Math.round(performance.now() - startedAt) };
  }
}
