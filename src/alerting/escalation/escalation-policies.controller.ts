import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { fromWire, toWire } from '../naming.js';
import { EscalationPolicies } from './escalation-policies.js';
import {
  EscalationPolicyList,
  EscalationPolicyPatch,
  EscalationPolicyRequest,
  EscalationPolicyView,
  type EscalationStepField,
} from './escalation-policy.dto.js';
import type { EscalationStep } from './escalation-policy.entity.js';

const NAME = { name: 'name', description: 'What alert rules call the policy.', example: 'operations' };
const UNKNOWN = { description: 'There is no escalation policy of this name.', type: ProblemDetails };
const FAULTY = { description: 'The policy has faults.', type: ProblemDetails };
const DEFAULTS = { description: '', repeat: 0, repeatWaitMinutes: 15 };

@ApiTags('On call')
@Controller('escalation-policies')
export class EscalationPoliciesController {
  constructor(private readonly policies: EscalationPolicies) {}

  @Get()
  @Access('protected')
  @ApiOperation({ summary: 'List escalation policies', description: 'Every policy, by name.' })
  @ApiOkResponse({ type: EscalationPolicyList })
  async list(): Promise<EscalationPolicyList> {
    return { items: (await this.policies.list()).map(toWire), next_cursor: null };
  }

  @Get(':name')
  @ApiParam(NAME)
  @Access('protected')
  @ApiOperation({ summary: 'Read an escalation policy', description: 'One policy with its steps.' })
  @ApiOkResponse({ type: EscalationPolicyView })
  @ApiNotFoundResponse(UNKNOWN)
  async get(@Param('name') name: string): Promise<EscalationPolicyView> {
    return toWire(await this.policies.get(name));
  }

  @Post()
  @Access('admin')
  @Audited('escalation_policy.created')
  @ApiOperation({
    summary: 'Add an escalation policy',
    description:
      'Alerts of rules that name it in escalation_policy go on, step by step, until somebody acknowledges them or they are over. Audited.',
  })
  @ApiCreatedResponse({ type: EscalationPolicyView })
  @ApiConflictResponse({ description: 'Another policy has this name.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse(FAULTY)
  async create(@Body() request: EscalationPolicyRequest, @CurrentActor() actor: Actor): Promise<EscalationPolicyView> {
    const { steps, ...given } = fromWire(request);
    return toWire(await this.policies.create({ ...DEFAULTS, ...given, steps: whole(steps) }, actor));
  }

  @Patch(':name')
  @ApiParam(NAME)
  @Access('admin')
  @Audited('escalation_policy.changed')
  @ApiOperation({
    summary: 'Change an escalation policy',
    description: 'Changes what is given. Escalations that are under way keep the steps they began with. Audited.',
  })
  @ApiOkResponse({ type: EscalationPolicyView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async change(
    @Param('name') name: string,
    @Body() patch: EscalationPolicyPatch,
    @CurrentActor() actor: Actor,
  ): Promise<EscalationPolicyView> {
    const { steps, ...given } = fromWire(patch);
    return toWire(await this.policies.change(name, steps ? { ...given, steps: whole(steps) } : given, actor));
  }

  @Delete(':name')
  @ApiParam(NAME)
  @HttpCode(204)
  @Access('admin')
  @Audited('escalation_policy.deleted')
  @ApiOperation({ summary: 'Delete an escalation policy', description: 'Refused while alert rules name it. Audited.' })
  @ApiNoContentResponse({ description: 'The policy is deleted.' })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse({ description: 'Alert rules name it.', type: ProblemDetails })
  async delete(@Param('name') name: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.policies.delete(name, actor);
  }
}

function whole(steps: readonly EscalationStepField[]): EscalationStep[] {
  return steps.map(({ wait_minutes, channels = [], schedules = [] }) => ({ wait_minutes, channels, schedules }));
}
