import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { type Channel, Channels } from '../channels/channels.js';
import { NotificationGroups } from '../grouping/notification-groups.js';
import { ChannelDelivery } from './channel-delivery.js';
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
  private readonly logger = new Logger('notifications');
  private readonly deliveries = new Map<string, ChannelDelivery>();
  private looking: Promise<void> | undefined;
  private again = false;
  private faulty = false;
  private stopped = false;

  constructor(
    private readonly channels: Channels,
    private readonly due: DueNotifications,
    private readonly groups: NotificationGroups,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('notification-delivery', POLL_SECONDS, async () => this.wake());
  }

  /** Looks at the outbox now, in the background: call it after the commit of a transaction that wrote to it. Never throws. */
  wake(): void {
    this.again = true;
    if (this.stopped || this.looking) return;
    this.looking = this.look()
      .then(
        () => {
          this.faulty = false;
        },
        (fault: unknown) => this.report(fault),
      )
      .finally(() => {
        this.looking = undefined;
      });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    const patience = new Promise<void>((resolve) => setTimeout(resolve, SHUTDOWN_MS).unref());
    const deliveries = [...this.deliveries.values()];
    await Promise.race([Promise.all([this.looking, ...deliveries.map((delivery) => delivery.stop())]), patience]);
  }

  private async look(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      const channels = await this.channels.current();
      for (const name of this.deliveries.keys()) if (!channels.has(name)) this.deliveries.delete(name);
      const waiting = await this.due.channels([...channels.keys()], this.clock.now());
      await this.release(waiting.flatMap(({ name, hasGroups }) => (hasGroups ? channels.get(name)! : [])));
      const due = new Set(waiting.flatMap(({ name, isDue }) => (isDue ? name : [])));
      for (const [name, channel] of channels) {
        const delivery = this.deliveries.get(name) ?? new ChannelDelivery(channel, this.due, this.groups, this.clock);
        this.deliveries.set(name, delivery);
        delivery.channel = channel;
        if (due.has(name)) delivery.wake();
      }
    }
  }

  /** A channel may have ceased to gather while a replica that did not know was gathering, or at a restart. */
  private async release(gathered: readonly Channel[]): Promise<void> {
    const single = gathered.filter(({ definition }) => definition.grouping === null);
    if (single.length === 0) return;
    await this.groups.release(single.map(({ definition }) => definition.name));
    this.again = true;
  }

  /** Once, not every second for as long as the database is away. */
  private report(fault: unknown): void {
    if (!this.faulty) this.logger.warn({ err: fault }, 'the outbox could not be read');
    this.faulty = true;
  }
}
