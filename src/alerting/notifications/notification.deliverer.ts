import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { ChannelDelivery } from './channel-delivery.js';
import { Channels } from './channels.js';
import { DueNotifications } from './due-notifications.js';

/** How often the outbox is looked at for retries and for what a stopped replica has left behind. */
const POLL_SECONDS = 1;
/** How long shutdown waits for messages under way; one that is cut off is sent again after the next start. */
const SHUTDOWN_MS = 3_000;

/**
 * Delivers the outbox, at least once, each channel on its own so that a slow one does not hold up the others.
 * Every replica may deliver: a notification is claimed by a row lock and a lease, so one replica at a time sends it.
 */
@Injectable()
export class NotificationDeliverer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly deliveries: readonly ChannelDelivery[];

  constructor(
    channels: Channels,
    due: DueNotifications,
    clock: Clock,
    private readonly jobs: JobRunner,
  ) {
    this.deliveries = channels.all.map((channel) => new ChannelDelivery(channel, due, clock));
  }

  onApplicationBootstrap(): void {
    this.jobs.every('notification-delivery', POLL_SECONDS, async () => this.wake());
  }

  /** Looks at the outbox now, in the background: call it after the commit of a transaction that wrote to it. Never throws. */
  wake(): void {
    for (const delivery of this.deliveries) delivery.wake();
  }

  async onModuleDestroy(): Promise<void> {
    const patience = new Promise<void>((resolve) => setTimeout(resolve, SHUTDOWN_MS).unref());
    await Promise.race([Promise.all(this.deliveries.map((delivery) => delivery.stop())), patience]);
  }
}
