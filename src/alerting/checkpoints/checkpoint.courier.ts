import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CheckpointMaker } from '../../audit/checkpoints/checkpoint.maker.js';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { Channels } from '../channels/channels.js';
import { attempt } from '../senders/attempt.js';
import { checkpointMessage } from './checkpoint-message.js';

const LOOK_SECONDS = 20;
const DAY_MS = 86_400_000;
/** After a failure. */
const RETRY_MS = 600_000;

/** Brings checkpoints of the audit trail to where whoever has this machine cannot change them: each day one, by AUDIT_CHECKPOINT_CHANNELS. */
@Injectable()
export class CheckpointCourier implements OnApplicationBootstrap {
  private readonly logger = new Logger('audit');
  private readonly names: readonly string[];
  private readonly retryAt = new Map<string, number>();

  constructor(
    environment: Environment,
    private readonly database: Database,
    private readonly maker: CheckpointMaker,
    private readonly channels: Channels,
    private readonly jobs: ExclusiveJobs,
    private readonly clock: Clock,
  ) {
    this.names = environment.get('AUDIT_CHECKPOINT_CHANNELS') ?? [];
  }

  onApplicationBootstrap(): void {
    if (this.names.length > 0) this.jobs.every('audit-checkpoint-delivery', LOOK_SECONDS, () => this.deliverDue());
  }

  private async deliverDue(): Promise<void> {
    const now = this.clock.now();
    const rows = await this.database.query<{ channel: string; sequence: number; delivered_at: Date }>(
      'select channel, sequence::float8 as sequence, delivered_at from audit_checkpoint_deliveries',
    );
    const delivered = new Map(rows.map((row) => [row.channel, row]));
    for (const name of this.names) {
      const last = delivered.get(name);
      const isDue = !last || last.delivered_at.getTime() + DAY_MS <= now;
      if (isDue && (this.retryAt.get(name) ?? 0) <= now) await this.deliver(name, last?.sequence ?? 0);
    }
  }

  private async deliver(name: string, since: number): Promise<void> {
    const checkpoint = await this.maker.make();
    if (checkpoint.sequence <= since) return;
    const now = this.clock.now();
    const channel = (await this.channels.current()).get(name);
    const fault = channel ? channel.sender.unavailable : 'there is no channel of this name';
    const message = checkpointMessage(checkpoint, randomUUID(), new Date(now));
    const { delivered, error } =
      fault || !channel ? { delivered: false, error: fault } : await attempt(channel.sender, message);
    if (!delivered) {
      this.retryAt.set(name, now + RETRY_MS);
      this.logger.error({ channel: name }, `a checkpoint of the audit trail could not be delivered: ${error}`);
      return;
    }
    await this.database.query(
      `insert into audit_checkpoint_deliveries (channel, sequence, delivered_at) values ($1, $2, $3)
       on conflict (channel) do update set sequence = excluded.sequence, delivered_at = excluded.delivered_at`,
      [name, checkpoint.sequence, new Date(now)],
    );
  }
}
