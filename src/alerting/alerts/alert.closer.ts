import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';
import { NotificationDeliverer } from '../notifications/notification.deliverer.js';
import { announce } from '../notifications/outbox.js';
import type { Alert } from './alert.entity.js';
import { AlertPages } from './alert-pages.js';
import { addEvents, dropAlerts, lockOpenAlerts, saveAlerts } from './alert-rows.js';
import type { ResolutionReason } from './alert-status.js';

/** Ends alerts for another reason than a measurement: somebody resolves them, or their rule changes. */
@Injectable()
export class AlertCloser {
  constructor(
    private readonly deliverer: NotificationDeliverer,
    private readonly pages: AlertPages,
  ) {}

  /**
   * Resolves firing alerts, with a notification where the firing was told, and drops pending ones.
   * @param now epoch ms Call `afterCommit` when it is committed.
   */
  async closeRule(
    tx: Transaction,
    ruleId: string,
    reason: ResolutionReason,
    actor: string,
    now: number,
  ): Promise<void> {
    const open = await lockOpenAlerts(tx, [ruleId]);
    const pending = open.filter((alert) => alert.status === 'pending');
    const firing = open.filter((alert) => alert.status === 'firing');
    await dropAlerts(
      tx,
      pending.map((alert) => alert.alertId),
    );
    await this.resolve(tx, firing, { reason, actor, comment: null, now });
  }

  /** Resolves the given alerts, which the transaction has locked. @returns them as they are now */
  async resolve(
    tx: Transaction,
    alerts: readonly Alert[],
    { reason, actor, comment, now }: { reason: ResolutionReason; actor: string; comment: string | null; now: number },
  ): Promise<Alert[]> {
    const at = new Date(now);
    const resolved = alerts.map(
      (alert): Alert => ({
        ...alert,
        status: 'resolved',
        resolvedAt: at,
        resolvedBy: actor,
        resolutionReason: reason,
        comment,
      }),
    );
    await saveAlerts(tx, resolved);
    await addEvents(
      tx,
      resolved.map(({ alertId, value }) => ({
        alertId,
        at,
        kind: 'resolved',
        value,
        actor,
        comment: comment ?? reason,
      })),
    );
    const told = resolved.filter((alert) => alert.notifiedAt);
    await announce(
      tx,
      told.map((alert) => ({ alert, event: 'resolved' })),
      now,
    );
    return resolved;
  }

  /** Delivers what was written and lets lists show it, at once. */
  afterCommit(): void {
    this.pages.forget();
    this.deliverer.wake();
  }
}
