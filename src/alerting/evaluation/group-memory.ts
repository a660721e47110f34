import { Injectable } from '@nestjs/common';
import { MetricQuery } from '../../metrics/metric.query.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import type { MissingData } from '../rules/missing-data.js';
import { type GroupValue, groupKey } from './measure-rule.js';

/** A group that has been silent for longer is forgotten. */
const MEMORY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Another replica may have evaluated meanwhile: what was not added to for so long is read anew. */
const STALE_MS = 5 * 60_000;

interface Remembered {
  ruleUpdatedAt: number;
  addedToAt: number;
  groups: KnownGroups;
}

/** Whether a rule makes something of the silence of groups that have reported before. */
export function remembers(missingData: MissingData): boolean {
  return missingData === 'fire' || missingData === 'zero';
}

/** The groups that have reported, by key. */
export type KnownGroups = Map<string, { tags: Record<string, string>; seenAt: number }>;

/** The given groups and those of `known` that are silent, as a rule that remembers takes them. Adds the given ones to `known`. @param now epoch ms */
export function withSilent(
  missingData: MissingData,
  groups: readonly GroupValue[],
  known: KnownGroups,
  now: number,
): GroupValue[] {
  const isZero = missingData === 'zero';
  const present = new Set<string>();
  const completed = groups.map((group) => {
    const key = groupKey(group.tags);
    present.add(key);
    known.set(key, { tags: group.tags, seenAt: now });
    return group.value === undefined && isZero ? { ...group, value: 0 } : group;
  });
  for (const [key, { tags, seenAt }] of known) {
    if (present.has(key)) continue;
    if (now - seenAt >= MEMORY_MS) known.delete(key);
    else completed.push(isZero ? { tags, value: 0 } : { tags, value: undefined, isSilent: true });
  }
  return completed;
}

/**
 * Which groups of a rule have reported within a day, so that one that falls silent is missed and one that never was is not. It is
 * read from the stored metrics once, and kept in memory from evaluation to evaluation.
 */
@Injectable()
export class GroupMemory {
  private readonly rules = new Map<string, Remembered>();

  constructor(private readonly metrics: MetricQuery) {}

  /** The given groups and those that are silent, as the rule takes them. @param now epoch ms */
  async complete(rule: AlertRule, groups: readonly GroupValue[], now: number): Promise<GroupValue[]> {
    if (!remembers(rule.missingData)) return [...groups];
    return withSilent(rule.missingData, groups, await this.recall(rule, now), now);
  }

  /** Forgets what is not about these rules. */
  retain(ruleIds: ReadonlySet<string>): void {
    for (const ruleId of this.rules.keys()) if (!ruleIds.has(ruleId)) this.rules.delete(ruleId);
  }

  private async recall(rule: AlertRule, now: number): Promise<KnownGroups> {
    const ruleUpdatedAt = rule.updatedAt.getTime();
    const before = this.rules.get(rule.ruleId);
    const isGood = before?.ruleUpdatedAt === ruleUpdatedAt && now - before.addedToAt < STALE_MS;
    const groups = isGood ? before.groups : await this.read(rule, now);
    this.rules.set(rule.ruleId, { ruleUpdatedAt, addedToAt: now, groups });
    return groups;
  }

  /** When each group last reported, to the hour. Whether a ratio has a group is said by its divisor. */
  private async read(rule: AlertRule, now: number): Promise<KnownGroups> {
    const { divideBy, groupBy } = rule;
    const results = await this.metrics.evaluate({
      metricName: divideBy?.metric_name ?? rule.metricName!,
      matchers: divideBy ? (divideBy.matchers ?? []) : rule.matchers,
      startAt: now + 1 - MEMORY_MS,
      endAt: now + 1,
      aggregation: 'count',
      groupBy,
      stepMs: HOUR_MS,
    });
    const groups: KnownGroups = new Map();
    for (const { tags, times, values } of results) {
      const last = values.findLastIndex((count) => count > 0);
      if (last >= 0) groups.set(groupKey(tags), { tags, seenAt: Math.min(times[last]! + HOUR_MS, now) });
    }
    return groups;
  }
}
