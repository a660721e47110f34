import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { releaseGroups } from '../grouping/notification-groups.js';
import { DeliveryAlerts } from '../notifications/delivery-alerts.js';
import { lockChannel } from './channel.rows.js';
import { refuseBuiltIn, unknownChannel } from './channel-changes.js';
import { Channels } from './channels.js';

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
   * Deletes a channel that no rule names. What still was to go there is skipped, and open alerts forget it.
   * @throws Problem 404 when there is none of this name, 409 for one of the environment or in use
   */
  async delete(name: string, actor: Actor): Promise<void> {
    refuseBuiltIn(this.channels, name);
    await this.database.transaction(async (tx) => {
      const channel = (await lockChannel(tx, name)) ?? unknownChannel();
      const rules = await tx.query<{ name: string }>(
        'select name from alert_rules where $1 = any (notification_channels) order by name limit 5',
        [name],
      );
      if (rules.length > 0) {
        const names = rules.map((rule) => JSON.stringify(rule.name)).join(', ');
        throw Problem.of(
          409,
          `The channel is used by alert rules: ${names}. Take it out of their notification_channels first.`,
        );
      }
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
      const details = { type: channel.type };
      await this.audit.record({ actor, action: 'channel.deleted', targetType: 'channel', targetId: name, details }, tx);
    });
  }
}
