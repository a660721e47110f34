import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import type { Alert } from './alert.entity.js';
import { AlertPages } from './alert-pages.js';
import { addEvents, lockAlert, saveAlerts } from './alert-rows.js';
import type { AlertEventKind } from './alert-status.js';

/** How people answer an alert: they take charge of it and write down what they find. Every answer is audited in its own transaction. */
@Injectable()
export class AlertResponses {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly pages: AlertPages,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 404 when there is none of this id, 409 unless it fires and nobody has acknowledged it */
  acknowledge(alertId: string, comment: string | null, actor: Actor): Promise<Alert> {
    return this.answer(alertId, 'acknowledged', comment, actor, (alert) => {
      checkFiring(alert);
      if (alert.acknowledgedAt) throw Problem.of(409, `The alert was acknowledged by ${alert.acknowledgedBy}.`);
      return { ...alert, acknowledgedAt: new Date(this.clock.now()), acknowledgedBy: actor.name };
    });
  }

  /** @throws Problem 404 when there is none of this id, 409 unless it fires and is acknowledged */
  unacknowledge(alertId: string, comment: string | null, actor: Actor): Promise<Alert> {
    return this.answer(alertId, 'unacknowledged', comment, actor, (alert) => {
      checkFiring(alert);
      if (!alert.acknowledgedAt) throw Problem.of(409, 'The alert is not acknowledged.');
      return { ...alert, acknowledgedAt: null, acknowledgedBy: null };
    });
  }

  /** Adds a remark to the history of an alert, open or over. @throws Problem 404 when there is none of this id */
  comment(alertId: string, comment: string, actor: Actor): Promise<Alert> {
    return this.answer(alertId, 'comment', comment, actor, (alert) => alert);
  }

  private async answer(
    alertId: string,
    kind: AlertEventKind,
    comment: string | null,
    actor: Actor,
    change: (alert: Alert) => Alert,
  ): Promise<Alert> {
    const alert = await this.database.transaction(async (tx) => {
      const before = await lockAlert(tx, alertId);
      if (!before) throw Problem.of(404, 'There is no alert of this id.');
      const after = change(before);
      if (after !== before) await saveAlerts(tx, [after]);
      const at = new Date(this.clock.now());
      await addEvents(tx, [{ alertId, at, kind, value: null, actor: actor.name, comment }]);
      const action = `alert.${kind === 'comment' ? 'commented' : kind}`;
      const details = { name: after.name, comment };
      await this.audit.record({ actor, action, targetType: 'alert', targetId: alertId, details }, tx);
      return after;
    });
    this.pages.forget();
    return alert;
  }
}

function checkFiring(alert: Alert): void {
  if (alert.status !== 'firing')
    throw Problem.of(409, `The alert is ${alert.status}; only a firing one is acknowledged.`);
}
