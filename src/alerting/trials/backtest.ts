import {
  evaluateRule,
  FLAPPING_WINDOW_MS,
  type GroupPast,
  type OpenState,
  type Reading,
  type RuleTerms,
} from '../evaluation/evaluate-rule.js';
import { type KnownGroups, remembers, withSilent } from '../evaluation/group-memory.js';
import { type GroupValue, groupKey } from '../evaluation/measure-rule.js';
import { readingOf, termsOf } from '../evaluation/rule-terms.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { worstOf } from '../rules/condition.js';

/** An alert that there would have been; epoch ms. */
export interface Episode {
  tags: Record<string, string>;
  startedAt: number;
  firedAt: number;
  /** Null: it still fires at the end. */
  resolvedAt: number | null;
  /** The value furthest beyond the threshold; null when it fired because of silence. */
  worstValue: number | null;
  /** Whether its beginning would have been told. */
  notified: boolean;
}

/** What there would have been in all. */
export interface BacktestTotals {
  evaluations: number;
  /** Evaluations that found no value at all. */
  withoutData: number;
  groups: number;
  /** Alerts that were pending and did not fire. */
  pendingOnly: number;
  /** Beginnings and ends that would have been told, each once for all channels. */
  notifications: number;
}

interface Group {
  tags: Record<string, string>;
  open: OpenState | undefined;
  episode: (Omit<Episode, 'firedAt'> & { firedAt: number | null }) | undefined;
  firedAt: number[];
  lastNotifiedAt: number | null;
}

/** Walks through past evaluations of a rule with the very steps of the real one. Feed it the groups of each, oldest first. */
export class Backtest {
  readonly episodes: Episode[] = [];
  readonly totals: BacktestTotals = { evaluations: 0, withoutData: 0, groups: 0, pendingOnly: 0, notifications: 0 };
  private readonly groups = new Map<string, Group>();
  private readonly known: KnownGroups = new Map();
  private readonly terms: RuleTerms;

  /** @param stepMs the time between two evaluations */
  constructor(
    private readonly rule: AlertRule,
    stepMs: number,
  ) {
    this.terms = termsOf(rule, 2 * stepMs);
  }

  /** One evaluation at `at` (epoch ms). */
  take(measured: readonly GroupValue[], at: number): void {
    const { missingData } = this.rule;
    const values = remembers(missingData) ? withSilent(missingData, measured, this.known, at) : measured;
    const present = new Map(values.map((group) => [groupKey(group.tags), group]));
    for (const [key, { tags }] of present) if (!this.groups.has(key)) this.groups.set(key, newGroup(tags));
    for (const [key, group] of this.groups) {
      const found = present.get(key);
      if (found || group.open) this.judge(group, readingOf(this.rule, found), at);
    }
    this.totals.evaluations++;
    if (!measured.some(({ value }) => value !== undefined)) this.totals.withoutData++;
    this.totals.groups = this.groups.size;
  }

  /** Adds the alerts that are not over. */
  end(): void {
    for (const { episode } of this.groups.values()) this.keep(episode);
  }

  private judge(group: Group, reading: Reading, at: number): void {
    const { open } = group;
    const verdict = evaluateRule(this.terms, open, reading, at, this.pastOf(group, at));
    const { status, heldMs, clearMs, missingSince, isFlapping, notify } = verdict;
    if (notify) this.totals.notifications++;
    if (notify === 'firing') group.lastNotifiedAt = at;
    if (status === 'inactive' || status === 'resolved') {
      if (open && status === 'inactive') this.totals.pendingOnly++;
      if (group.episode && status === 'resolved') this.keep({ ...group.episode, resolvedAt: at });
      group.open = undefined;
      group.episode = undefined;
      return;
    }
    const value = typeof reading === 'number' ? reading : (open?.value ?? null);
    const notifiedAt = notify === 'firing' ? at : (open?.notifiedAt ?? null);
    group.open = { status, value, heldMs, clearMs, evaluatedAt: at, missingSince, isFlapping, notifiedAt };
    if (status === 'firing' && open?.status !== 'firing') group.firedAt.push(at);
    const before = group.episode ?? newEpisode(group.tags, at);
    const values = [before.worstValue, typeof reading === 'number' ? reading : null].flatMap((one) => one ?? []);
    group.episode = {
      ...before,
      firedAt: before.firedAt ?? (status === 'firing' ? at : null),
      worstValue: worstOf(this.rule.condition, values) ?? null,
      notified: notifiedAt !== null,
    };
  }

  private pastOf(group: Group, at: number): GroupPast {
    group.firedAt = group.firedAt.filter((firedAt) => firedAt > at - FLAPPING_WINDOW_MS);
    const { lastNotifiedAt, firedAt } = group;
    const isWithin = lastNotifiedAt !== null && at - lastNotifiedAt < this.terms.cooldownMs;
    return { lastNotifiedAt: isWithin ? lastNotifiedAt : null, firings: firedAt.length };
  }

  private keep(episode: Group['episode']): void {
    if (!episode || episode.firedAt === null) return;
    this.episodes.push({ ...episode, firedAt: episode.firedAt });
  }
}

function newGroup(tags: Record<string, string>): Group {
  return { tags, open: undefined, episode: undefined, firedAt: [], lastNotifiedAt: null };
}

function newEpisode(tags: Record<string, string>, startedAt: number): NonNullable<Group['episode']> {
  return { tags, startedAt, firedAt: null, resolvedAt: null, worstValue: null, notified: false };
}
