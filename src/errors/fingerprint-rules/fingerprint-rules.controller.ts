import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
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
import {
  FingerprintRuleList,
  FingerprintRulePatch,
  FingerprintRuleRequest,
  FingerprintRuleView,
} from './fingerprint-rule.dto.js';
import { FingerprintRules } from './fingerprint-rules.js';

const UNKNOWN = { description: 'There is no fingerprint rule of this id.', type: ProblemDetails };
const NAME_TAKEN = { description: 'Another rule has this name.', type: ProblemDetails };
const FAULTY = { description: 'The rule has faults.', type: ProblemDetails };

@ApiTags('Errors')
@Controller('error-fingerprint-rules')
export class FingerprintRulesController {
  constructor(private readonly rules: FingerprintRules) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List fingerprint rules',
    description: 'Every rule by which people group errors themselves, in the order in which they are asked.',
  })
  @ApiOkResponse({ type: FingerprintRuleList })
  async list(): Promise<FingerprintRuleList> {
    return { items: await this.rules.list(), next_cursor: null };
  }

  @Get(':rule_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read a fingerprint rule',
    description: 'One rule by which people group errors themselves.',
  })
  @ApiOkResponse({ type: FingerprintRuleView })
  @ApiNotFoundResponse(UNKNOWN)
  get(@Param('rule_id', ParseUUIDPipe) ruleId: string): Promise<FingerprintRuleView> {
    return this.rules.get(ruleId);
  }

  @Post()
  @Access('admin')
  @Audited('fingerprint_rule.created')
  @ApiOperation({
    summary: 'Add a fingerprint rule',
    description:
      'Errors that arrive from then on, on other replicas within seconds, are grouped by the first rule they meet, whatever fingerprint ' +
      'their sender gave them. Groups that are there already stay as they are. At most 100 rules. Audited.',
  })
  @ApiCreatedResponse({ type: FingerprintRuleView })
  @ApiConflictResponse(NAME_TAKEN)
  @ApiUnprocessableEntityResponse(FAULTY)
  create(@Body() request: FingerprintRuleRequest, @CurrentActor() actor: Actor): Promise<FingerprintRuleView> {
    return this.rules.create(request, actor);
  }

  @Patch(':rule_id')
  @Access('admin')
  @Audited('fingerprint_rule.changed')
  @ApiOperation({ summary: 'Change a fingerprint rule', description: 'Changes what is given. Audited.' })
  @ApiOkResponse({ type: FingerprintRuleView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse(NAME_TAKEN)
  @ApiUnprocessableEntityResponse(FAULTY)
  change(
    @Param('rule_id', ParseUUIDPipe) ruleId: string,
    @Body() patch: FingerprintRulePatch,
    @CurrentActor() actor: Actor,
  ): Promise<FingerprintRuleView> {
    return this.rules.change(ruleId, patch, actor);
  }

  @Delete(':rule_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('fingerprint_rule.deleted')
  @ApiOperation({
    summary: 'Delete a fingerprint rule',
    description: 'Errors that arrive from then on are grouped without it. Audited.',
  })
  @ApiNoContentResponse({ description: 'The rule is deleted.' })
  @ApiNotFoundResponse(UNKNOWN)
  async delete(@Param('rule_id', ParseUUIDPipe) ruleId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.rules.delete(ruleId, actor);
  }
}
