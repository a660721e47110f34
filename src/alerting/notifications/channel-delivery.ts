import { Logger } from '@nestjs/common';
import type { Clock } from '../../jobs/clock.js';
import { type Channel, DeliveryFailed } from './channel.js';
import type { AttemptResult, ClaimedNotification, DueNotifications } from './due-notifications.js';
import { redact } from './redact.js';
import { nextAttemptAt } from './retry-schedule.js';

/** How many messages are under way to one channel at a time. */
const CONCURRENCY = 8;

/** Empties the outbox of one channel. Asked while it is at work, it looks once more when it is done. */
export class ChannelDelivery {
  private readonly logger = new Logger('notifications');
  private underWay: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private faulty = false;

  constructor(
    private readonly channel: Channel,
    private readonly due: DueNotifications,
    private readonly clock: Clock,
  ) {}

  /** Never throws: what fails is logged, and tried again by the next wake. */
  wake(): void {
    this.again = true;
    if (this.stopped || this.underWay) return;
    this.underWay = this.work()
      .then(
        () => {
          this.faulty = false;
        },
        (fault: unknown) => this.report(fault),
      )
      .finally(() => {
        this.underWay = undefined;
      });
  }

  /** Takes no more messages. @returns when those under way are done */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.underWay;
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      const claimed = await this.due.claim(this.channel.name, CONCURRENCY, this.clock.now());
      await Promise.all(claimed.map((notification) => this.deliver(notification)));
      // What was delivered may have been ahead of another message about the same alert.
      if (claimed.length > 0) this.again = true;
    }
  }

  private async deliver(notification: ClaimedNotification): Promise<void> {
    const startedAt = this.clock.now();
    const result =
      this.channel.unavailable === undefined ? await this.attempt(notification) : skipped(this.channel.unavailable);
    const now = this.clock.now();
    if (result.outcome === 'failed') {
      const { attempt, message } = notification;
      this.logger.warn(
        { channel: this.channel.name, notification_id: message.notification_id, attempt, reason: result.error },
        result.status === 'failed' ? 'a notification was given up' : 'a notification could not be delivered yet',
      );
    }
    await this.due.finish(notification, {
      ...result,
      durationMs: now - startedAt,
      finishedAt: result.status === 'pending' ? undefined : now,
    });
  }

  private async attempt(notification: ClaimedNotification): Promise<Outcome> {
    try {
      const { statusCode, response } = await this.channel.send(notification.message);
      return { ...BLANK, outcome: 'delivered', status: 'delivered', statusCode, response: this.fit(response) };
    } catch (fault) {
      const refusal = fault instanceof DeliveryFailed ? fault : undefined;
      const retryAt = nextAttemptAt(
        notification.attempt,
        notification.createdAt.getTime(),
        this.clock.now(),
        Math.random(),
        refusal?.retryAfterMs,
      );
      return {
        outcome: 'failed',
        status: retryAt === undefined ? 'failed' : 'pending',
        statusCode: refusal?.receipt?.statusCode ?? null,
        response: refusal?.receipt ? this.fit(refusal.receipt.response) : null,
        error: this.fit(explain(fault)),
        nextAttemptAt: retryAt,
      };
    }
  }

  /** Once, not every second for as long as the database is away. */
  private report(fault: unknown): void {
    if (!this.faulty) this.logger.warn({ err: fault, channel: this.channel.name }, 'the outbox could not be read');
    this.faulty = true;
  }

  private fit(text: string): string {
    return redact(text, this.channel.secrets);
  }
}

type Outcome = Omit<AttemptResult, 'durationMs' | 'finishedAt'>;

const BLANK = { statusCode: null, response: null, error: null, nextAttemptAt: undefined };

function skipped(reason: string): Outcome {
  return { ...BLANK, outcome: 'skipped', status: 'skipped', error: reason };
}

/** `fetch` says only "fetch failed"; what failed is in the cause. */
function explain(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const cause = fault.cause instanceof Error ? fault.cause : undefined;
  // Several addresses were tried (IPv4 and IPv6): the first fault stands for them.
  const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return inner instanceof Error && inner.message ? `${fault.message}: ${inner.message}` : fault.message;
}
