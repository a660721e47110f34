import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { listOf, oneOf, textOf } from '../app/search-params.js';
import { KINDS, type Kind } from './kinds.js';
import { RULE_STATES, type RuleState } from './rule-state.js';

type Search = Record<string, unknown>;

/** Which rules are listed. */
export interface RulesSearch {
  readonly q?: string;
  readonly state?: RuleState;
  readonly kind?: Kind;
  readonly severity?: string;
  readonly channel?: string;
}

/** What a new rule begins with: a question about a metric, or another rule. */
export interface NewRuleSearch {
  readonly metric_name?: string;
  readonly aggregation?: string;
  /** Terms such as `service=students,status=~5..`. */
  readonly tags?: string;
  /** Tags, with commas between them. */
  readonly group_by?: string;
  /** What the rule looks for. */
  readonly kind?: Kind;
  /** The id of the rule of which it is a copy. */
  readonly copy?: string;
}

export const RULE_TABS = ['edit', 'yaml'] as const;

/** Which part of a rule's page is open; the first when none is named. */
export interface RuleSearch {
  readonly tab?: (typeof RULE_TABS)[number];
}

/** The pages about alert rules. */
export const alertRuleRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/rules',
    validateSearch: ({ q, state, kind, severity, channel }: Search): RulesSearch => ({
      q: textOf(q),
      state: oneOf(RULE_STATES, state),
      kind: oneOf(KINDS, kind),
      severity: textOf(severity),
      channel: textOf(channel),
    }),
    component: lazyRouteComponent(() => import('./rules-page.js'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/rules/new',
    validateSearch: ({ metric_name, aggregation, tags, group_by, kind, copy }: Search): NewRuleSearch => ({
      metric_name: textOf(metric_name),
      aggregation: textOf(aggregation),
      tags: listOf(tags)?.join(','),
      group_by: listOf(group_by)?.join(','),
      kind: oneOf(KINDS, kind),
      copy: textOf(copy),
    }),
    component: lazyRouteComponent(() => import('./new-rule-page.js'), 'NewRulePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/rules/$ruleId',
    validateSearch: ({ tab }: Search): RuleSearch => ({ tab: oneOf(RULE_TABS, tab) }),
    component: lazyRouteComponent(() => import('./rule-page.js'), 'RulePage'),
  }),
];
