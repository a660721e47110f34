import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { METHOD_FIELDS } from '../methods/alert-rule-method.dto.js';
import { fromWire, toWire } from '../naming.js';
import { AlertRuleList, AlertRulePatch, AlertRuleRequest, AlertRuleView } from './alert-rule.dto.js';
import { AlertRules } from './alert-rules.js';
import { RULE_DEFAULTS } from './rule-changes.js';

const UNKNOWN = { description: 'There is no alert rule of this id.', type: ProblemDetails };
const NAME_TAKEN = { description: 'Another rule has this name.', type: ProblemDetails };
const FAULTY = { description: 'The rule has faults.', type: ProblemDetails };

@ApiTags('Alert rules')
@ApiExtraModels(...METHOD_FIELDS)
@Controller('alert-rules')
export class AlertRulesController {
  constructor(private readonly rules: AlertRules) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List alert rules',
    description: 'Every rule by name, with the time and fault of its last evaluation.',
  })
  @ApiOkResponse({ type: AlertRuleList })
  async list(): Promise<AlertRuleList> {
    return { items: (await this.rules.list()).map(toWire), next_cursor: null };
  }

  @Get(':rule_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read an alert rule',
    description: 'One rule, with the time and fault of its last evaluation.',
  })
  @ApiOkResponse({ type: AlertRuleView })
  @ApiNotFoundResponse(UNKNOWN)
  async get(@Param('rule_id', ParseUUIDPipe) ruleId: string): Promise<AlertRuleView> {
    return toWire(await this.rules.get(ruleId));
  }

  @Post()
  @Access('admin')
  @Audited('alert_rule.created')
  @ApiOperation({
    summary: 'Add an alert rule',
    description: 'The rule is evaluated from the next evaluation on. Audited.',
  })
  @ApiCreatedResponse({ type: AlertRuleView })
  @ApiConflictResponse(NAME_TAKEN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async create(@Body() request: AlertRuleRequest, @CurrentActor() actor: Actor): Promise<AlertRuleView> {
    return toWire(await this.rules.create({ ...RULE_DEFAULTS, ...fromWire(request) }, actor));
  }

  @Patch(':rule_id')
  @Access('admin')
  @Audited('alert_rule.changed')
  @ApiOperation({
    summary: 'Change an alert rule',
    description:
      'Changes the given terms. Open alerts are resolved when the rule is disabled (rule_disabled) or no longer measures the same ' +
      '(rule_changed: metric_name, aggregation, matchers, group_by, divide_by or method). Audited.',
  })
  @ApiOkResponse({ type: AlertRuleView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse(NAME_TAKEN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async change(
    @Param('rule_id', ParseUUIDPipe) ruleId: string,
    @Body() patch: AlertRulePatch,
    @CurrentActor() actor: Actor,
  ): Promise<AlertRuleView> {
    return toWire(await this.rules.change(ruleId, fromWire(patch), actor));
  }

  @Delete(':rule_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('alert_rule.deleted')
  @ApiOperation({
    summary: 'Delete an alert rule',
    description:
      'Its open alerts are resolved (rule_deleted). A default rule that was deleted does not come back. Audited.',
  })
  @ApiNoContentResponse({ description: 'The rule is deleted.' })
  @ApiNotFoundResponse(UNKNOWN)
  async delete(@Param('rule_id', ParseUUIDPipe) ruleId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.rules.delete(ruleId, actor);
  }
}
