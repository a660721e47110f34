import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { type Channel, Channels } from '../channels/channels.js';
import { pauseEscalation, resumeEscalation } from '../escalation/escalation-rows.js';
import { NotificationDeliverer } from '../notifications/notification.deliverer.js';
import { tell } from '../notifications/outbox.js';
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
    private readonly channels: Channels,
    private readonly deliverer: NotificationDeliverer,
    private readonly clock: Clock,
  ) {}

  /**
   * Stops the escalation and tells the channels that can be told so.
   * @throws Problem 404 when there is none of this id, 409 unless it fires and nobody has acknowledged it
   */
  async acknowledge(alertId: string, comment: string | null, actor: Actor): Promise<Alert> {
    const channels = await this.channels.current();
    const acknowledged = await this.answer(alertId, 'acknowledged', comment, actor, async (tx, alert) => {
      checkFiring(alert);
      if (alert.acknowledgedAt) throw Problem.of(409, `The alert was acknowledged by ${alert.acknowledgedBy}.`);
      const now = this.clock.now();
      await pauseEscalation(tx, alertId);
      const told = alert.notifiedAt ? alert.notificationChannels : [];
      const taking = told.filter((name) => takesAcknowledgement(channels.get(name)));
      await tell(tx, [{ alert, event: 'acknowledged', channels: taking }], now);
      return { ...alert, acknowledgedAt: new Date(now), acknowledgedBy: actor.name };
    });
    this.deliverer.wake();
    return acknowledged;
  }

  /** The escalation goes on. @throws Problem 404 when there is none of this id, 409 unless it fires and is acknowledged */
  unacknowledge(alertId: string, comment: string | null, actor: Actor): Promise<Alert> {
    return this.answer(alertId, 'unacknowledged', comment, actor, async (tx, alert) => {
      checkFiring(alert);
      if (!alert.acknowledgedAt) throw Problem.of(409, 'The alert is not acknowledged.');
      await resumeEscalation(tx, alertId, this.clock.now());
      return { ...alert, acknowledgedAt: null, acknowledgedBy: null };
    });
  }

  /** Adds a remark to the history of an alert, open or over. @throws Problem 404 when there is none of this id */
  comment(alertId: string, comment: string, actor: Actor): Promise<Alert> {
    return this.answer(alertId, 'comment', comment, actor, async (_tx, alert) => alert);
  }

  private async answer(
    alertId: string,
    kind: AlertEventKind,
    comment: string | null,
    actor: Actor,
    change: (tx: Transaction, alert: Alert) => Promise<Alert>,
  ): Promise<Alert> {
    const alert = await this.database.transaction(async (tx) => {
      const before = await lockAlert(tx, alertId);
      if (!before) throw Problem.of(404, 'There is no alert of this id.');
      const after = await change(tx, before);
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

/** PagerDuty's incidents can be acknowledged; that of a group is not about one alert. */
function takesAcknowledgement(channel: Channel | undefined): boolean {
  return channel?.definition.type === 'pagerduty' && channel.definition.grouping === null;
}

function checkFiring(alert: Alert): void {
  if (alert.status !== 'firing')
    throw Problem.of(409, `The alert is ${alert.status}; only a firing one is acknowledged.`);
}
