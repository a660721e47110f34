import type { components } from '../api/schema.js';

/** A rule as the API answers it. Every text in it is from outside. */
export type Rule = components['schemas']['AlertRuleView'];
export type RuleRequest = components['schemas']['AlertRuleRequest'];
export type Matcher = components['schemas']['MatcherField'];
export type Method = NonNullable<Rule['method']>;
export type Backtest = components['schemas']['BacktestView'];

/** The terms of a rule that say what it watches; a rule that is still being written has them too. */
export type RuleTerms = Pick<
  Rule,
  | 'metric_name'
  | 'aggregation'
  | 'window_seconds'
  | 'matchers'
  | 'group_by'
  | 'divide_by'
  | 'method'
  | 'condition'
  | 'threshold'
  | 'duration'
  | 'missing_data'
>;

/** What holds where a rule says nothing; the same as the service's own. */
export const RULE_DEFAULTS = {
  aggregation: 'avg',
  window_seconds: 60,
  cooldown_seconds: 300,
  notification_channels: ['email', 'slack', 'webhook'],
  missing_data: 'keep',
} as const satisfies Partial<RuleRequest>;
