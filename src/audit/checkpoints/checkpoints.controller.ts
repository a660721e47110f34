import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '../../database/database.js';
import { Access } from '../../http/access.decorator.js';
import { CallerGone } from '../../http/caller-gone.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { AuditRecorder } from '../audit.recorder.js';
import { Audited } from '../audited.decorator.js';
import { ChainVerifier } from '../chain/chain.verifier.js';
import { AuditVerification, CheckpointList, CheckpointView } from './checkpoint.dto.js';
import { CheckpointMaker, TrailBroken } from './checkpoint.maker.js';
import { readCheckpoints } from './checkpoint.rows.js';

/** The newest are told. */
const LISTED = 100;

@ApiTags('Audit')
@Controller('audit')
export class CheckpointsController {
  constructor(
    private readonly database: Database,
    private readonly verifier: ChainVerifier,
    private readonly maker: CheckpointMaker,
    private readonly recorder: AuditRecorder,
  ) {}

  @Get('verify')
  @Access('admin')
  @ApiOperation({
    summary: 'Check the audit trail',
    description:
      'Computes every hash of the trail anew and compares it with the checkpoints, and names the first place that is not what was written. ' +
      'Takes some ten seconds for a million entries.',
  })
  @ApiOkResponse({ type: AuditVerification })
  async verify(@CallerGone() caller: AbortSignal): Promise<AuditVerification> {
    return this.verifier.verify([], caller);
  }

  @Get('checkpoints')
  @Access('admin')
  @ApiOperation({ summary: 'List checkpoints', description: `The newest ${LISTED}, the newest first.` })
  @ApiOkResponse({ type: CheckpointList })
  async list(): Promise<CheckpointList> {
    return { items: await readCheckpoints(this.database, { newest: LISTED }) };
  }

  @Post('checkpoints')
  @Access('admin')
  @HttpCode(201)
  @Audited('audit_checkpoint.requested')
  @ApiOperation({
    summary: 'Make a checkpoint now',
    description: 'For keeping elsewhere. By itself the service makes one each minute in which entries were added.',
  })
  @ApiCreatedResponse({ type: CheckpointView })
  @ApiConflictResponse({ type: ProblemDetails, description: 'The trail is not what the last checkpoint knows.' })
  async make(@CurrentActor() actor: Actor): Promise<CheckpointView> {
    await this.recorder.record({ actor, action: 'audit_checkpoint.requested', targetType: 'audit_checkpoint' });
    return this.maker.make().catch((fault: unknown) => {
      throw fault instanceof TrailBroken ? Problem.of(409, fault.message) : fault;
    });
  }
}
