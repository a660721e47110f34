import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type OpenTransaction, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { Channels } from '../channels/channels.js';
import { selectList, toWire } from '../naming.js';
import { upsert } from '../upsert.js';
import type { Participant } from './layer.js';
import type { OnCallOverride } from './on-call-override.entity.js';
import { readSchedule } from './on-call-schedules.js';

const PROPERTIES = [
  'overrideId',
  'schedule',
  'startsAt',
  'endsAt',
  'participant',
  'comment',
  'author',
  'createdAt',
] as const satisfies readonly (keyof OnCallOverride)[];
const COLUMNS = selectList<OnCallOverride>(PROPERTIES);

/** What people decide about an override. Times are epoch ms. */
export interface OverrideInput {
  /** Now when left out. */
  startsAt?: number;
  endsAt: number;
  participant: Participant;
  comment?: string;
}

/** Who stands in for whom is on call. Every change is audited in its own transaction. */
@Injectable()
export class OnCallOverrides {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** Those of a schedule that are not over, the first to begin first. @throws Problem 404 when there is no such schedule */
  async list(schedule: string): Promise<OnCallOverride[]> {
    await readSchedule(this.database, schedule);
    return readOverrides(this.database, [schedule], this.clock.now());
  }

  /** @throws Problem 404 when there is no such schedule, 422 for an end that is not later than the start and now, or an unknown channel */
  async create(schedule: string, input: OverrideInput, actor: Actor): Promise<OnCallOverride> {
    const now = this.clock.now();
    const { startsAt = now, endsAt, participant, comment = '' } = input;
    if (endsAt <= Math.max(startsAt, now)) {
      throw Problem.invalid([{ path: 'ends_at', message: 'must be later than starts_at and than now' }]);
    }
    const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt), createdAt: new Date(now) };
    const override = { overrideId: randomUUID(), schedule, participant, comment, author: actor.name, ...times };
    await this.database.transaction(async (tx) => {
      await readSchedule(tx, schedule, 'for share');
      await this.channels.checkNames(tx, participant.channels, 'participant.channels');
      await upsert(tx, 'on_call_overrides', PROPERTIES, [override]);
      await this.note(tx, actor, 'created', schedule, { after: toWire(override) });
    });
    return override;
  }

  /** @throws Problem 404 when there is none of this id */
  async delete(schedule: string, overrideId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [override] = await tx.query<OnCallOverride>(
        `delete from on_call_overrides where schedule = $1 and override_id = $2 returning ${COLUMNS}`,
        [schedule, overrideId],
      );
      if (!override) throw Problem.of(404, 'There is no override of this id.');
      await this.note(tx, actor, 'deleted', schedule, { before: toWire(override) });
    });
  }

  private note(tx: OpenTransaction, actor: Actor, act: string, targetId: string, change: object): Promise<void> {
    const target = { targetType: 'on_call_schedule', targetId };
    return this.audit.record({ actor, action: `on_call_override.${act}`, ...target, ...change }, tx);
  }
}

/** The overrides of some schedules that are not over at `now` (epoch ms), the first to begin first. */
export function readOverrides(tx: Transaction, schedules: readonly string[], now: number): Promise<OnCallOverride[]> {
  return tx.query<OnCallOverride>(
    `select ${COLUMNS} from on_call_overrides where schedule = any ($1) and ends_at > $2 order by starts_at, override_id`,
    [schedules, new Date(now)],
  );
}
