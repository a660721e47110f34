import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import type { Alert } from '../alerts/alert.entity.js';
import { addEvents, dropAlerts, lockOpenAlerts, type NewAlertEvent, saveAlerts } from '../alerts/alert-rows.js';
import { fingerprint } from '../alerts/fingerprint.js';
import { applyMutes } from '../muting/apply-mutes.js';
import { NotificationDeliverer } from '../notifications/notification.deliverer.js';
import { type Announcement, announce } from '../notifications/outbox.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { advanceAlert, differs, openStateOf } from './advance-alert.js';
import { evaluateRule, FLAPPING_WINDOW_MS, type GroupPast } from './evaluate-rule.js';
import type { LoggedGroup } from './evaluation.log.js';
import { explainVerdict } from './explain-verdict.js';
import { groupPasts } from './group-pasts.js';
import type { GroupValue } from './measure-rule.js';
import { readingOf, termsOf } from './rule-terms.js';

/** A rule and what was measured of it. */
export interface EvaluatedRule {
  rule: AlertRule;
  groups: readonly GroupValue[];
  /** Whether it has alerts that are not over: without any, and with nothing to begin one, nothing is stored. */
  hasAlerts: boolean;
}

const NO_PAST: GroupPast = { lastNotifiedAt: null, firings: 0 };

/** Stores what an evaluation finds: the alerts, their histories and the notifications, all in one transaction. */
@Injectable()
export class EvaluationRecorder {
  constructor(
    private readonly database: Database,
    private readonly deliverer: NotificationDeliverer,
  ) {}

  /** The rules that have a pending or firing alert. */
  async rulesWithAlerts(): Promise<Set<string>> {
    const rows = await this.database.query<{ ruleId: string }>(
      `select distinct rule_id as "ruleId" from alert_instances where status <> 'resolved' and rule_id is not null`,
    );
    return new Set(rows.map(({ ruleId }) => ruleId));
  }

  /**
   * Stores what follows from evaluations of rules, all of it or nothing. A rule that was changed, disabled or deleted since it was
   * measured is left out.
   *
   * @param longestStepMs the most time that an evaluation may count as watched @param now epoch ms
   * @returns the groups that are not inactive, or are not any more, by the id of their rule
   */
  async record(
    evaluated: readonly EvaluatedRule[],
    longestStepMs: number,
    now: number,
  ): Promise<Map<string, LoggedGroup[]>> {
    const changing = evaluated.filter((each) => each.hasAlerts || begins(each, now));
    if (changing.length === 0) return new Map();
    const { told, logged } = await this.database.transaction((tx) => store(tx, changing, longestStepMs, now));
    if (told > 0) this.deliverer.wake();
    return logged;
  }
}

/** What was stored: how much is to be told, and what is to be logged. */
interface Stored {
  told: number;
  logged: Map<string, LoggedGroup[]>;
}

async function store(
  tx: Transaction,
  evaluated: readonly EvaluatedRule[],
  longestStepMs: number,
  now: number,
): Promise<Stored> {
  const current = await currentRules(tx, evaluated);
  const rules = evaluated.map(({ rule }) => rule).filter(({ ruleId }) => current.has(ruleId));
  const since = rules.map(({ ruleId, cooldownSeconds }) => ({ ruleId, notifiedSince: now - cooldownSeconds * 1000 }));
  const pasts = await groupPasts(tx, since, now - FLAPPING_WINDOW_MS);
  const openAlerts = byRule(await lockOpenAlerts(tx, [...current]));
  const advanced: { before: Alert | undefined; alert: Alert }[] = [];
  const dropped: string[] = [];
  const events: NewAlertEvent[] = [];
  const announcements: Announcement[] = [];
  const judged: JudgedGroup[] = [];
  for (const { rule, groups } of evaluated) {
    if (!current.has(rule.ruleId)) continue;
    const terms = termsOf(rule, longestStepMs);
    const open = new Map((openAlerts.get(rule.ruleId) ?? []).map((alert) => [alert.fingerprint, alert]));
    const present = new Map(groups.map((group) => [fingerprint([rule.ruleId], group.tags), group]));
    for (const key of new Set([...open.keys(), ...present.keys()])) {
      const before = open.get(key);
      const group = present.get(key);
      const reading = readingOf(rule, group);
      const state = before && openStateOf(before);
      const past = pasts.get(key) ?? NO_PAST;
      const verdict = evaluateRule(terms, state, reading, now, past);
      const tags = group?.tags ?? before!.tags;
      const { alert, events: added } = advanceAlert(rule, key, tags, reading, before, verdict, now);
      if (alert) advanced.push({ before, alert });
      if (!alert && before) dropped.push(before.alertId);
      if (alert && verdict.notify) announcements.push({ alert, event: verdict.notify });
      events.push(...added);
      if (verdict.status === 'inactive' && !before) continue;
      const value = typeof reading === 'number' ? reading : null;
      const reason = explainVerdict(verdict, { terms, open: state, reading, past, now });
      judged.push({ ruleId: rule.ruleId, alert, group: { tags, value, status: verdict.status, reason } });
    }
  }
  const heard = await applyMutes(tx, announcements, now);
  const saved = advanced.filter(({ before, alert }) => differs(before, alert)).map(({ alert }) => alert);
  await saveAlerts(tx, saved);
  await addEvents(tx, [...events, ...heard.events]);
  await dropAlerts(tx, dropped);
  await announce(tx, heard.announcements, now);
  return { told: heard.announcements.length, logged: loggedGroups(judged) };
}

interface JudgedGroup {
  ruleId: string;
  alert: Alert | undefined;
  group: LoggedGroup;
}

/** By the ids of their rules, and what mutes them told, too. */
function loggedGroups(judged: readonly JudgedGroup[]): Map<string, LoggedGroup[]> {
  const logged = new Map<string, LoggedGroup[]>();
  for (const { ruleId, alert, group } of judged) {
    const mute = alert?.status === 'firing' && alert.notifiedAt === null ? alert.suppressedBy : null;
    const told = mute ? { ...group, reason: `${group.reason}; ${mute.kind}: ${mute.reason}` } : group;
    const known = logged.get(ruleId);
    if (known) known.push(told);
    else logged.set(ruleId, [told]);
  }
  return logged;
}

function byRule(alerts: readonly Alert[]): Map<string | null, Alert[]> {
  const found = new Map<string | null, Alert[]>();
  for (const alert of alerts) {
    const known = found.get(alert.ruleId);
    if (known) known.push(alert);
    else found.set(alert.ruleId, [alert]);
  }
  return found;
}

/** Whether an alert of a rule that has none begins. */
function begins({ rule, groups }: EvaluatedRule, now: number): boolean {
  const terms = termsOf(rule, 0);
  return groups.some(
    (group) => evaluateRule(terms, undefined, readingOf(rule, group), now, NO_PAST).status !== 'inactive',
  );
}

/** The rules that are still as they were measured; they stay so until the transaction ends. */
async function currentRules(tx: Transaction, evaluated: readonly EvaluatedRule[]): Promise<Set<string>> {
  const rows = await tx.query<{ ruleId: string }>(
    `select r.rule_id as "ruleId" from alert_rules r
     join unnest($1::uuid[], $2::timestamptz[]) as measured (rule_id, updated_at) on measured.rule_id = r.rule_id
     where enabled and date_trunc('milliseconds', r.updated_at) = measured.updated_at for share of r`,
    [evaluated.map(({ rule }) => rule.ruleId), evaluated.map(({ rule }) => rule.updatedAt)],
  );
  return new Set(rows.map(({ ruleId }) => ruleId));
}
