import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import type { Alert } from '../alerts/alert.entity.js';
import { ALERT_COLUMNS, addEvents, saveAlerts } from '../alerts/alert-rows.js';
import { NotificationDeliverer } from '../notifications/notification.deliverer.js';
import { type Announcement, announce } from '../notifications/outbox.js';
import { applyMutes } from './apply-mutes.js';

/** How many alerts one turn looks at; the rest waits for the next. */
const BATCH = 1000;

/** Tells of alerts without a rule that were muted and still fire when the mute is over. The evaluation does so for the others. */
@Injectable()
export class LateTelling implements OnApplicationBootstrap {
  constructor(
    private readonly environment: Environment,
    private readonly jobs: ExclusiveJobs,
    private readonly database: Database,
    private readonly deliverer: NotificationDeliverer,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('late-telling', this.environment.get('ALERT_EVALUATION_SECONDS'), () => this.tell());
  }

  private async tell(): Promise<void> {
    const told = await this.database.transaction(async (tx) => {
      const alerts = await tx.query<Alert>(
        `select ${ALERT_COLUMNS} from alert_instances
         where rule_id is null and status = 'firing' and notified_at is null order by alert_id limit ${BATCH} for update`,
      );
      if (alerts.length === 0) return 0;
      const now = this.clock.now();
      const before = new Map(alerts.map(({ alertId, suppressedBy }) => [alertId, suppressedBy?.id]));
      const begun = alerts.map((alert): Announcement => {
        return { alert: { ...alert, notifiedAt: new Date(now) }, event: 'firing' };
      });
      const { announcements, events } = await applyMutes(tx, begun, now);
      await saveAlerts(
        tx,
        begun.map(({ alert }) => alert).filter(({ alertId, suppressedBy }) => before.get(alertId) !== suppressedBy?.id),
      );
      await addEvents(tx, events);
      await announce(tx, announcements, now);
      return announcements.length;
    });
    if (told > 0) this.deliverer.wake();
  }
}
