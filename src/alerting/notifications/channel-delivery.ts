import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Clock } from '../../jobs/clock.js';
import type { Channel } from '../channels/channels.js';
import type { NotificationGroups } from '../grouping/notification-groups.js';
import { type Attempted, attempt } from '../senders/attempt.js';
import type { AttemptResult, ClaimedNotification, DueNotifications } from './due-notifications.js';
import { nextAttemptAt } from './retry-schedule.js';

/** How many messages are under way to one channel at a time. */
const CONCURRENCY = 32;

/** Empties the outbox of one channel. Asked while it is at work, it looks once more when it is done. */
export class ChannelDelivery {
  private readonly logger = new Logger('notifications');
  /** Being sent, or waiting for what came of it to be stored. */
  private readonly underWay = new Set<Promise<void>>();
  private sending = 0;
  private claiming: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private faulty = false;
  /** Until when the receiving side has asked to be left alone, epoch ms. */
  private pausedUntil = 0;

  constructor(
    /** As it was last read; the next message goes to it as it is then. */
    public channel: Channel,
    private readonly due: DueNotifications,
    private readonly groups: NotificationGroups,
    private readonly clock: Clock,
  ) {}

  /** Never throws: what fails is logged, and tried again by the next wake. */
  wake(): void {
    this.again = true;
    if (this.stopped || this.claiming) return;
    this.claiming = this.claim()
      .catch((fault: unknown) => this.report(fault))
      .finally(() => {
        this.claiming = undefined;
        // Asked in the moment between the last look and now.
        if (this.again && !this.faulty && this.free > 0 && !this.paused) this.wake();
      });
  }

  /** Takes no more messages. @returns when those under way are done */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.claiming;
    await Promise.all(this.underWay);
  }

  private get free(): number {
    return CONCURRENCY - this.sending;
  }

  private get paused(): boolean {
    return this.clock.now() < this.pausedUntil;
  }

  private async claim(): Promise<void> {
    while (this.again && !this.stopped && this.free > 0 && !this.paused) {
      // What ends at the same moment makes room together.
      await setImmediate();
      this.again = false;
      const { definition } = this.channel;
      if (definition.grouping) await this.groups.gather(definition.name, definition.grouping);
      const claimed = await this.due.claim(definition, this.free, this.clock.now());
      for (const notification of claimed) this.begin(notification);
      if (claimed.length > 0) this.again = true;
    }
    this.faulty = false;
  }

  private begin(notification: ClaimedNotification): void {
    const work = this.deliver(notification)
      .catch((fault: unknown) => this.report(fault))
      .finally(() => {
        this.underWay.delete(work);
        // It may have been ahead of another message about the same alert.
        this.wake();
      });
    this.underWay.add(work);
  }

  private async deliver(notification: ClaimedNotification): Promise<void> {
    const startedAt = this.clock.now();
    this.sending++;
    const outcome = await this.send(notification);
    this.sending--;
    this.wake();
    const now = this.clock.now();
    const finishedAt = outcome.status === 'pending' ? undefined : now;
    await this.due.finish(notification, { ...outcome, durationMs: now - startedAt, finishedAt });
  }

  private async send(notification: ClaimedNotification): Promise<Outcome> {
    const { sender, definition } = this.channel;
    if (sender.unavailable) return skipped(sender.unavailable);
    const outcome = this.judge(notification, await attempt(sender, notification.message));
    if (outcome.outcome === 'failed') {
      const { attempt: number, message } = notification;
      this.logger.warn(
        { channel: definition.name, notification_id: message.notification_id, attempt: number, reason: outcome.error },
        outcome.status === 'failed' ? 'a notification was given up' : 'a notification could not be delivered yet',
      );
    }
    return outcome;
  }

  private judge(notification: ClaimedNotification, attempted: Attempted): Outcome {
    const { delivered, statusCode, response, error, permanent, retryAfterMs } = attempted;
    const told = { statusCode, response, error };
    if (delivered) return { ...told, outcome: 'delivered', status: 'delivered', nextAttemptAt: undefined };
    const now = this.clock.now();
    const { attempt: attempts, createdAt } = notification;
    const next = permanent ? undefined : nextAttemptAt(attempts, createdAt.getTime(), now, Math.random(), retryAfterMs);
    // It is the channel that is asked to wait, not this message alone.
    if (next !== undefined && retryAfterMs) this.pausedUntil = Math.max(this.pausedUntil, next);
    return { ...told, outcome: 'failed', status: next === undefined ? 'failed' : 'pending', nextAttemptAt: next };
  }

  /** Once, not every second for as long as the database is away. */
  private report(fault: unknown): void {
    const { name } = this.channel.definition;
    if (!this.faulty) this.logger.warn({ err: fault, channel: name }, 'the outbox could not be read or written');
    this.faulty = true;
  }
}

type Outcome = Omit<AttemptResult, 'durationMs' | 'finishedAt'>;

function skipped(reason: string): Outcome {
  const nothing = { statusCode: null, response: null, nextAttemptAt: undefined };
  return { ...nothing, outcome: 'skipped', status: 'skipped', error: reason };
}
