import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
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
import { fromWire, toWire } from '../naming.js';
import {
  InhibitionRuleList,
  InhibitionRulePatch,
  InhibitionRuleRequest,
  InhibitionRuleView,
} from './inhibition-rule.dto.js';
import { InhibitionRules } from './inhibition-rules.js';

const UNKNOWN = { description: 'There is no inhibition rule of this id.', type: ProblemDetails };
const FAULTY = { description: 'The rule has faults.', type: ProblemDetails };
const DEFAULTS = { equal: [], enabled: true };

@ApiTags('Muting')
@Controller('inhibition-rules')
export class InhibitionRulesController {
  constructor(private readonly rules: InhibitionRules) {}

  @Get()
  @Access('protected')
  @ApiOperation({ summary: 'List inhibition rules', description: 'Every rule, the oldest first.' })
  @ApiOkResponse({ type: InhibitionRuleList })
  async list(): Promise<InhibitionRuleList> {
    return { items: (await this.rules.list()).map(toWire), next_cursor: null };
  }

  @Get(':inhibition_rule_id')
  @Access('protected')
  @ApiOperation({ summary: 'Read an inhibition rule', description: 'One rule.' })
  @ApiOkResponse({ type: InhibitionRuleView })
  @ApiNotFoundResponse(UNKNOWN)
  async get(@Param('inhibition_rule_id', ParseUUIDPipe) ruleId: string): Promise<InhibitionRuleView> {
    return toWire(await this.rules.get(ruleId));
  }

  @Post()
  @Access('admin')
  @Audited('inhibition_rule.created')
  @ApiOperation({
    summary: 'Add an inhibition rule',
    description:
      'While an alert that meets the source matchers fires, nobody is told of alerts that meet the target matchers and have the same `equal` tags. Audited.',
  })
  @ApiCreatedResponse({ type: InhibitionRuleView })
  @ApiUnprocessableEntityResponse(FAULTY)
  async create(@Body() request: InhibitionRuleRequest, @CurrentActor() actor: Actor): Promise<InhibitionRuleView> {
    return toWire(await this.rules.create({ ...DEFAULTS, ...fromWire(request) }, actor));
  }

  @Patch(':inhibition_rule_id')
  @Access('admin')
  @Audited('inhibition_rule.changed')
  @ApiOperation({ summary: 'Change an inhibition rule', description: 'Changes the given terms. Audited.' })
  @ApiOkResponse({ type: InhibitionRuleView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async change(
    @Param('inhibition_rule_id', ParseUUIDPipe) ruleId: string,
    @Body() patch: InhibitionRulePatch,
    @CurrentActor() actor: Actor,
  ): Promise<InhibitionRuleView> {
    return toWire(await this.rules.change(ruleId, fromWire(patch), actor));
  }

  @Delete(':inhibition_rule_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('inhibition_rule.deleted')
  @ApiOperation({
    summary: 'Delete an inhibition rule',
    description: 'The default one does not come back. Alerts that it hid and that still fire are told. Audited.',
  })
  @ApiNoContentResponse({ description: 'The rule is deleted.' })
  @ApiNotFoundResponse(UNKNOWN)
  async delete(
    @Param('inhibition_rule_id', ParseUUIDPipe) ruleId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.rules.delete(ruleId, actor);
  }
}
