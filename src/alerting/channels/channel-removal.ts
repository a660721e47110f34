import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Clock } from '../../jobs/clock.js';
import { releaseGroups } from '../grouping/notification-groups.js';
import { refuseUsed } from '../in-use.js';
import { toWire } from '../naming.js';
import { DeliveryAlerts } from '../notifications/delivery-alerts.js';
import { lockChannel } from './channel.rows.js';
import { refuseBuiltIn, unknownChannel } from './channel-changes.js';
import { Channels } from './channels.js';

/** Who may name a channel, and how to find them. */
const USERS: readonly [users: string, sql: string][] = [
  ['alert rules', 'select name from alert_rules where $1 = any (notification_channels)'],
  [
    'escalation policies',
    `select name from escalation_policies where steps @> jsonb_build_array(jsonb_build_object('channels', jsonb_build_array($1::text)))`,
  ],
  [
    'on-call schedules',
    `select name from on_call_schedules where layers @> jsonb_build_array(jsonb_build_object('participants',
       jsonb_build_array(jsonb_build_object('channels', jsonb_build_array($1::text)))))
     union select schedule from on_call_overrides where ends_at > now() and participant -> 'channels' ? $1`,
  ],
];

/** Deletes channels, and everything that was to go there. */
@Injectable()
export class ChannelRemoval {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly channels: Channels,
    private readonly alerts: DeliveryAlerts,
    private readonly clock: Clock,
  ) {}

  /**
   * Deletes a channel that no rule, escalation policy or on-call schedule names. What still was to go there is skipped, and open alerts forget it.
   * @throws Problem 404 when there is none of this name, 409 for one of the environment or in use
   */
  async delete(name: string, actor: Actor): Promise<void> {
    refuseBuiltIn(this.channels, name);
    await this.database.transaction(async (tx) => {
      const channel = (await lockChannel(tx, name)) ?? unknownChannel();
      for (const [users, sql] of USERS) await refuseUsed(tx, `The channel is used by ${users}`, { sql, name });
      await tx.query('delete from notification_channels where name = $1', [name]);
      await releaseGroups(tx, [name], this.clock.now());
      await tx.query(
        "update notifications set status = 'skipped', next_attempt_at = null, finished_at = $2 where channel = $1 and status = 'pending'",
        [name, new Date(this.clock.now())],
      );
      await tx.query(
        `update alert_instances set notification_channels = array_remove(notification_channels, $1)
         where status <> 'resolved' and $1 = any (notification_channels)`,
        [name],
      );
      await this.alerts.forget(tx, name, actor);
      const { secrets: _, ...before } = channel;
      await this.audit.record(
        { actor, action: 'channel.deleted', targetType: 'channel', targetId: name, before: toWire(before) },
        tx,
      );
    });
  }
}
