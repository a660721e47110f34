import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import type { Alert } from '../alerts/alert.entity.js';
import {
  addEvents,
  dropAlerts,
  lastNotifiedAt,
  lockOpenAlerts,
  type NewAlertEvent,
  saveAlerts,
} from '../alerts/alert-rows.js';
import { fingerprint } from '../alerts/fingerprint.js';
import { NotificationDeliverer } from '../notifications/notification.deliverer.js';
import { type Announcement, announce } from '../notifications/outbox.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { advanceAlert, openStateOf } from './advance-alert.js';
import { evaluateRule, type RuleTerms } from './evaluate-rule.js';
import type { GroupValue } from './measure-rule.js';

/** Stores what an evaluation finds: the alerts, their histories and the notifications, all in one transaction. */
@Injectable()
export class EvaluationRecorder {
  constructor(
    private readonly database: Database,
    private readonly deliverer: NotificationDeliverer,
  ) {}

  /** @param longestStepMs the most time that this evaluation may count as watched @param now epoch ms */
  async record(rule: AlertRule, groups: readonly GroupValue[], longestStepMs: number, now: number): Promise<void> {
    const told = await this.database.transaction(async (tx) => {
      if (!(await isCurrent(tx, rule))) return 0;
      const terms: RuleTerms = {
        ...rule,
        durationMs: rule.duration * 1000,
        cooldownMs: rule.cooldownSeconds * 1000,
        longestStepMs,
      };
      const lastTold = await lastNotifiedAt(tx, rule.ruleId, now - terms.cooldownMs);
      const open = new Map((await lockOpenAlerts(tx, rule.ruleId)).map((alert) => [alert.fingerprint, alert]));
      const present = new Map(groups.map((group) => [fingerprint([rule.ruleId], group.tags), group]));

      const saved: Alert[] = [];
      const dropped: string[] = [];
      const events: NewAlertEvent[] = [];
      const announcements: Announcement[] = [];
      for (const key of new Set([...open.keys(), ...present.keys()])) {
        const before = open.get(key);
        const group = present.get(key) ?? { tags: before!.tags, value: undefined };
        const verdict = evaluateRule(terms, before && openStateOf(before), group.value, now, lastTold.get(key) ?? null);
        const { alert, events: added } = advanceAlert(rule, key, group, before, verdict, now);
        if (alert) saved.push(alert);
        else if (before) dropped.push(before.alertId);
        if (alert && verdict.notify) announcements.push({ alert, event: verdict.notify });
        events.push(...added);
      }
      await saveAlerts(tx, saved);
      await addEvents(tx, events);
      await dropAlerts(tx, dropped);
      await announce(tx, announcements, now);
      return announcements.length;
    });
    if (told > 0) this.deliverer.wake();
  }
}

/** False when the rule was changed, disabled or deleted since it was measured; true keeps it as it is until the transaction ends. */
async function isCurrent(tx: Transaction, rule: AlertRule): Promise<boolean> {
  const rows = await tx.query(
    "select from alert_rules where rule_id = $1 and enabled and date_trunc('milliseconds', updated_at) = $2 for share",
    [rule.ruleId, rule.updatedAt],
  );
  return rows.length > 0;
}
