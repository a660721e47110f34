import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import type { Alert } from '../alerts/alert.entity.js';
import {
  addEvents,
  dropAlerts,
  groupPasts,
  lockOpenAlerts,
  type NewAlertEvent,
  saveAlerts,
} from '../alerts/alert-rows.js';
import { fingerprint } from '../alerts/fingerprint.js';
import { applyMutes } from '../muting/apply-mutes.js';
import { NotificationDeliverer } from '../notifications/notification.deliverer.js';
import { type Announcement, announce } from '../notifications/outbox.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { advanceAlert, differs, openStateOf } from './advance-alert.js';
import { evaluateRule, FLAPPING_WINDOW_MS, type GroupPast, type Reading, type RuleTerms } from './evaluate-rule.js';
import { remembers } from './group-memory.js';
import type { GroupValue } from './measure-rule.js';

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
   * @param hasAlerts whether the rule has alerts that are not over: without any, and with nothing to begin one, nothing is stored
   * @param longestStepMs the most time that this evaluation may count as watched @param now epoch ms
   */
  async record(
    rule: AlertRule,
    groups: readonly GroupValue[],
    hasAlerts: boolean,
    longestStepMs: number,
    now: number,
  ): Promise<void> {
    const terms = termsOf(rule, longestStepMs);
    const begins = (group: GroupValue) =>
      evaluateRule(terms, undefined, readingOf(rule, group), now, NO_PAST).status !== 'inactive';
    if (!hasAlerts && !groups.some(begins)) return;
    const told = await this.database.transaction((tx) => this.store(tx, rule, terms, groups, now));
    if (told > 0) this.deliverer.wake();
  }

  /** @returns how much is to be told */
  private async store(
    tx: Transaction,
    rule: AlertRule,
    terms: RuleTerms,
    groups: readonly GroupValue[],
    now: number,
  ): Promise<number> {
    if (!(await isCurrent(tx, rule))) return 0;
    const pasts = await groupPasts(tx, rule.ruleId, now - terms.cooldownMs, now - FLAPPING_WINDOW_MS);
    const open = new Map((await lockOpenAlerts(tx, rule.ruleId)).map((alert) => [alert.fingerprint, alert]));
    const present = new Map(groups.map((group) => [fingerprint([rule.ruleId], group.tags), group]));

    const advanced: { before: Alert | undefined; alert: Alert }[] = [];
    const dropped: string[] = [];
    const events: NewAlertEvent[] = [];
    const announcements: Announcement[] = [];
    for (const key of new Set([...open.keys(), ...present.keys()])) {
      const before = open.get(key);
      const group = present.get(key);
      const reading = readingOf(rule, group);
      const verdict = evaluateRule(terms, before && openStateOf(before), reading, now, pasts.get(key) ?? NO_PAST);
      const tags = group?.tags ?? before!.tags;
      const { alert, events: added } = advanceAlert(rule, key, tags, reading, before, verdict, now);
      if (alert) advanced.push({ before, alert });
      if (!alert && before) dropped.push(before.alertId);
      if (alert && verdict.notify) announcements.push({ alert, event: verdict.notify });
      events.push(...added);
    }
    const heard = await applyMutes(tx, announcements, now);
    const saved = advanced.filter(({ before, alert }) => differs(before, alert)).map(({ alert }) => alert);
    await saveAlerts(tx, saved);
    await addEvents(tx, [...events, ...heard.events]);
    await dropAlerts(tx, dropped);
    await announce(tx, heard.announcements, now);
    return heard.announcements.length;
  }
}

function termsOf(rule: AlertRule, longestStepMs: number): RuleTerms {
  return {
    ...rule,
    durationMs: rule.duration * 1000,
    keepFiringMs: rule.keepFiringFor * 1000,
    cooldownMs: rule.cooldownSeconds * 1000,
    longestStepMs,
  };
}

/** @param group undefined: nothing was found of it */
function readingOf({ missingData }: AlertRule, group: GroupValue | undefined): Reading {
  if (!group) return remembers(missingData) ? 'gone' : 'missing';
  return group.value ?? (group.isSilent ? 'silent' : 'missing');
}

/** False when the rule was changed, disabled or deleted since it was measured; true keeps it as it is until the transaction ends. */
async function isCurrent(tx: Transaction, rule: AlertRule): Promise<boolean> {
  const rows = await tx.query(
    "select from alert_rules where rule_id = $1 and enabled and date_trunc('milliseconds', updated_at) = $2 for share",
    [rule.ruleId, rule.updatedAt],
  );
  return rows.length > 0;
}
