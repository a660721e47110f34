import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { PageFilter } from '../../http/list.dto.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { EvaluationLog } from '../evaluation/evaluation.log.js';
import { EvaluationPage } from '../evaluation/evaluation-log.dto.js';
import { fromWire } from '../naming.js';
import { AlertRules } from '../rules/alert-rules.js';
import { RULE_DEFAULTS } from '../rules/rule-changes.js';
import { RuleTrial } from './rule.trial.js';
import { RuleTrialRequest, RuleTrialResult } from './rule-trial.dto.js';

const USUAL_DAYS = 7;

@ApiTags('Alert rules')
@Controller('alert-rules')
export class AlertRuleTrialsController {
  constructor(
    private readonly rules: AlertRules,
    private readonly trial: RuleTrial,
    private readonly log: EvaluationLog,
  ) {}

  @Post('test')
  @HttpCode(200)
  @Access('admin')
  @ApiOperation({
    summary: 'Try an alert rule before saving it',
    description:
      'What the rule would do now, and when it would have fired and been resolved in the last days, with the number of notifications. ' +
      'Nothing is stored and nobody is told.',
  })
  @ApiOkResponse({ type: RuleTrialResult })
  @ApiUnprocessableEntityResponse({ description: 'The rule has faults, or cannot be measured.', type: ProblemDetails })
  test(@Body() { rule, backtest_days = USUAL_DAYS }: RuleTrialRequest): Promise<RuleTrialResult> {
    return this.trial.run({ ...RULE_DEFAULTS, ...fromWire(rule) }, backtest_days);
  }

  @Get(':rule_id/evaluations')
  @Access('protected')
  @ApiOperation({
    summary: 'List the evaluations of an alert rule',
    description:
      'Every evaluation of the last ALERT_EVALUATION_LOG_HOURS, newest first: the value, what it was compared with, and why the rule fired or did not.',
  })
  @ApiOkResponse({ type: EvaluationPage })
  @ApiNotFoundResponse({ description: 'There is no alert rule of this id.', type: ProblemDetails })
  @ApiBadRequestResponse({ description: 'The cursor or the limit has faults.', type: ProblemDetails })
  async evaluations(
    @Param('rule_id', ParseUUIDPipe) ruleId: string,
    @Query() { limit, cursor }: PageFilter,
  ): Promise<EvaluationPage> {
    return this.log.of(await this.rules.get(ruleId), limit, cursor);
  }
}
