import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type ErrorGroupFact, ErrorGroupFacts } from '../../errors/facts/error-group.facts.js';
import { type GroupValue, MAX_GROUPS } from '../evaluation/measure-rule.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { meetsAll } from '../rules/meets-all.js';
import { patternMatches } from '../rules/pattern-matches.js';
import type { ErrorGroupsMethod } from './rule-method.js';

const FACTS: Record<ErrorGroupsMethod['events'][number], ErrorGroupFact['kind'][]> = {
  new: ['new'],
  regressed: ['regressed', 'returned'],
  spike: ['escalated'],
};
/** Further back nothing is caught up. */
const MAX_CATCH_UP_MS = 86_400_000;
/** What happened may be committed so much later. */
const COMMIT_MS = 10_000;
/** So many groups are read before the matchers choose among them. */
const MAX_READ = 10_000;

/** Measures rules on what becomes of groups of errors. */
@Injectable()
export class ErrorGroupMeasurement {
  constructor(
    private readonly facts: ErrorGroupFacts,
    private readonly database: Database,
  ) {}

  /** How many events each group had within the window up to `now` (epoch ms), at most 1000 groups. */
  async measure(rule: AlertRule, { events }: ErrorGroupsMethod, now: number): Promise<GroupValue[]> {
    const kinds = events.flatMap((event) => FACTS[event]);
    const counts = await this.facts.counts(kinds, windowStart(rule, now), now, MAX_READ);
    const groups = counts.map(({ group_id, service, error_type, severity, count }) => {
      const tags = { error_group_id: group_id, service, error_type };
      return { tags, matched: { ...tags, severity }, value: count };
    });
    const { matchers } = rule;
    const tagSets = groups.map(({ matched }) => matched);
    const matches = await patternMatches(this.database, matchers, tagSets);
    return groups
      .filter(({ matched }) => meetsAll(matchers, matched, matches))
      .slice(0, MAX_GROUPS)
      .map(({ tags, value }) => ({ tags, value }));
  }
}

/** Where the window starts (epoch ms): earlier when the rule, as it is, was not evaluated for longer, so that nothing is missed. */
export function windowStart(
  { windowSeconds, lastEvaluatedAt, updatedAt }: Pick<AlertRule, 'windowSeconds' | 'lastEvaluatedAt' | 'updatedAt'>,
  now: number,
): number {
  const watchedAt = Math.max(lastEvaluatedAt?.getTime() ?? 0, updatedAt.getTime(), now - MAX_CATCH_UP_MS);
  return Math.min(now - windowSeconds * 1000, watchedAt - COMMIT_MS);
}
