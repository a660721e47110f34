import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_CHANNELS } from '../channels/channel-definition.js';
import type { AlertRule } from './alert-rule.entity.js';

/** What people decide about a rule; the rest is kept by the service. */
export type RuleTermsInput = Omit<AlertRule, 'ruleId' | 'createdAt' | 'updatedAt' | 'lastEvaluatedAt' | 'lastError'>;

/** The terms that really change. */
export function changedTerms(before: AlertRule, changes: Partial<RuleTermsInput>): Partial<RuleTermsInput> {
  const changed = Object.entries(changes).filter(
    ([term, to]) => !isDeepStrictEqual(to, before[term as keyof RuleTermsInput]),
  );
  return Object.fromEntries(changed);
}

/** Whether the values before and after are not of the same thing, so that an open alert says nothing about the new rule. */
export function measuresAnother(before: AlertRule, after: AlertRule): boolean {
  return (['metricName', 'aggregation', 'matchers', 'groupBy', 'divideBy', 'method'] as const).some(
    (term) => !isDeepStrictEqual(before[term], after[term]),
  );
}

/** What holds for a new rule where nothing is said. */
export const RULE_DEFAULTS = {
  description: '',
  metricName: null,
  aggregation: 'avg',
  windowSeconds: 60,
  matchers: [],
  groupBy: [],
  divideBy: null,
  method: null,
  resolveThreshold: null,
  duration: 0,
  keepFiringFor: 0,
  notificationChannels: DEFAULT_CHANNELS,
  escalationPolicy: null,
  cooldownSeconds: 300,
  missingData: 'keep',
  runbookUrl: null,
  labels: {},
  annotations: {},
  enabled: true,
  managedBy: null,
} satisfies Partial<RuleTermsInput>;
