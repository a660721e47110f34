import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Clock } from '../../jobs/clock.js';
import type { Alert } from '../alerts/alert.entity.js';
import { ALERT_COLUMNS, addEvents, saveAlerts } from '../alerts/alert-rows.js';
import type { ResolutionReason } from '../alerts/alert-status.js';
import { fingerprint } from '../alerts/fingerprint.js';
import { rulelessAlert } from '../alerts/ruleless-alert.js';
import { Channels } from '../channels/channels.js';
import { applyMutes } from '../muting/apply-mutes.js';
import type { NotificationStatus } from './notification.entity.js';
import { announce } from './outbox.js';

const NAME = 'Notifications are not delivered';
/** The source of these alerts. */
export const DELIVERY_ALERTS = 'notifications';

/** What became of a notification. */
export interface EndedNotification {
  alertId: string;
  channel: string;
  status: NotificationStatus;
  error: string | null;
  /** Whether an alert about its channel is open. */
  alerted: boolean;
}

interface Resolution {
  reason: ResolutionReason;
  actor: string | null;
  comment: string | null;
}

/** Raises an alert about a channel that notifications were given up for, and resolves it when one is delivered again. */
@Injectable()
export class DeliveryAlerts {
  constructor(
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** What was given up belongs in the transaction that stores it. */
  async follow(tx: Transaction, ended: readonly EndedNotification[]): Promise<void> {
    const last = new Map(
      ended.filter(({ status }) => status === 'failed' || status === 'delivered').map((each) => [each.channel, each]),
    );
    if (last.size === 0) return;
    const open = await this.openAlerts(tx, [...last.keys()]);
    for (const each of last.values()) {
      const alert = open.get(each.channel);
      if (each.status === 'failed' && !alert) await this.raise(tx, each);
      if (each.status === 'delivered' && alert)
        await this.resolve(tx, alert, { reason: 'recovered', actor: null, comment: null });
    }
  }

  private async openAlerts(tx: Transaction, channels: string[]): Promise<Map<string, Alert>> {
    const alerts = await tx.query<Alert>(
      `select ${ALERT_COLUMNS} from alert_instances where fingerprint = any ($1) and status <> 'resolved' for update`,
      [channels.map(fingerprintOf)],
    );
    return new Map(alerts.map((alert) => [alert.tags.channel!, alert]));
  }

  private async raise(tx: Transaction, { alertId, channel, error }: EndedNotification): Promise<void> {
    const key = fingerprintOf(channel);
    // Another replica may be about to raise the same.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    if ((await this.openAlerts(tx, [channel])).size > 0) return;
    const at = new Date(this.clock.now());
    const alert = rulelessAlert(
      {
        fingerprint: key,
        name: NAME,
        description: `The channel ${channel} does not take notifications: ${error ?? 'it refused'}. They are given up until it does.`,
        severity: 'error',
        source: DELIVERY_ALERTS,
        tags: { channel },
        metricName: null,
        condition: null,
        value: null,
        threshold: null,
        notificationChannels: await this.otherChannels(tx, alertId, channel),
        escalationPolicy: null,
      },
      at,
    );
    const heard = await applyMutes(tx, [{ alert, event: 'firing' }], at.getTime());
    await saveAlerts(tx, [alert]);
    await addEvents(tx, [
      { alertId: alert.alertId, at, kind: 'firing', value: null, actor: null, comment: error },
      ...heard.events,
    ]);
    await announce(tx, heard.announcements, at.getTime());
  }

  /** A channel that is deleted takes no notifications, and nobody minds. */
  async forget(tx: Transaction, channel: string, actor: Actor): Promise<void> {
    for (const alert of (await this.openAlerts(tx, [channel])).values()) {
      await this.resolve(tx, alert, { reason: 'manual', actor: actor.name, comment: 'the channel was deleted' });
    }
  }

  private async resolve(tx: Transaction, alert: Alert, { reason, actor, comment }: Resolution): Promise<void> {
    const at = new Date(this.clock.now());
    const over = { status: 'resolved', resolvedAt: at, resolvedBy: actor, resolutionReason: reason, comment } as const;
    const resolved: Alert = { ...alert, ...over };
    await saveAlerts(tx, [resolved]);
    await addEvents(tx, [
      { alertId: alert.alertId, at, kind: 'resolved', value: null, actor, comment: comment ?? reason },
    ]);
    if (alert.notifiedAt) await announce(tx, [{ alert: resolved, event: 'resolved' }], at.getTime());
  }

  /** Who was to be told the same over another channel, or else the channels of the environment. */
  private async otherChannels(tx: Transaction, alertId: string, channel: string): Promise<string[]> {
    const [told] = await tx.query<{ channels: string[] }>(
      'select notification_channels as channels from alert_instances where alert_id = $1',
      [alertId],
    );
    const others = (told?.channels ?? []).filter((name) => name !== channel);
    return others.length > 0 ? others : this.channels.configured.filter((name) => name !== channel);
  }
}

function fingerprintOf(channel: string): string {
  return fingerprint([DELIVERY_ALERTS, NAME], { channel });
}
