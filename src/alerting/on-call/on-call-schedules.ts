import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type OpenTransaction, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { Channels } from '../channels/channels.js';
import { checkTimeZone } from '../check-time-zone.js';
import { refuseUsed } from '../in-use.js';
import { selectList, toWire } from '../naming.js';
import { upsert } from '../upsert.js';
import type { OnCallSchedule } from './on-call-schedule.entity.js';

const PROPERTIES = [
  'name',
  'description',
  'timeZone',
  'layers',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof OnCallSchedule)[];
const COLUMNS = selectList<OnCallSchedule>(PROPERTIES);

/** What people decide about a schedule. */
export type OnCallScheduleInput = Omit<OnCallSchedule, 'createdAt' | 'updatedAt'>;

/** The on-call schedules, changed by administrators. Every change is audited in its own transaction. */
@Injectable()
export class OnCallSchedules {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** All of them, by name. */
  list(): Promise<OnCallSchedule[]> {
    return this.database.query<OnCallSchedule>(`select ${COLUMNS} from on_call_schedules order by name`);
  }

  /** @throws Problem 404 when there is none of this name */
  get(name: string): Promise<OnCallSchedule> {
    return readSchedule(this.database, name);
  }

  /** @throws Problem 409 when the name is taken, 422 for a time zone or a date that is none, or an unknown channel */
  async create(input: OnCallScheduleInput, actor: Actor): Promise<OnCallSchedule> {
    const at = new Date(this.clock.now());
    const schedule: OnCallSchedule = { ...input, createdAt: at, updatedAt: at };
    await this.database.transaction(async (tx) => {
      await this.check(tx, schedule);
      // Serialises two equal requests: the second finds the first one's schedule.
      await tx.query("select pg_advisory_xact_lock(hashtextextended('on-call schedule ' || $1, 0))", [input.name]);
      const taken = await tx.query('select from on_call_schedules where name = $1', [input.name]);
      if (taken.length > 0) throw nameTaken();
      await upsert(tx, 'on_call_schedules', PROPERTIES, [schedule]);
      await this.note(tx, actor, 'created', input.name, { after: toWire(input) });
    });
    return schedule;
  }

  /** @throws Problem 404 when there is none of this name, 422 as `create` */
  change(name: string, changes: Partial<Omit<OnCallScheduleInput, 'name'>>, actor: Actor): Promise<OnCallSchedule> {
    return this.database.transaction(async (tx) => {
      const before = await readSchedule(tx, name, 'for update');
      const schedule: OnCallSchedule = { ...before, ...changes, updatedAt: new Date(this.clock.now()) };
      await this.check(tx, schedule);
      await upsert(tx, 'on_call_schedules', PROPERTIES, [schedule]);
      await this.note(tx, actor, 'changed', name, { before: toWire(before), after: toWire(changes) });
      return schedule;
    });
  }

  /** Deletes a schedule with its overrides. @throws Problem 404 when there is none of this name, 409 while escalation policies name it */
  async delete(name: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await readSchedule(tx, name, 'for update');
      await refuseUsed(tx, `The schedule is used by escalation policies`, {
        sql: `select name from escalation_policies where steps @> jsonb_build_array(jsonb_build_object('schedules', jsonb_build_array($1::text)))`,
        name,
      });
      await tx.query('delete from on_call_overrides where schedule = $1', [name]);
      await tx.query('delete from on_call_schedules where name = $1', [name]);
      await this.note(tx, actor, 'deleted', name, { before: toWire(before) });
    });
  }

  private async check(tx: Transaction, { timeZone, layers }: OnCallSchedule): Promise<void> {
    checkTimeZone(timeZone);
    const dates = layers.flatMap(({ starts_on }, index) => (isDate(starts_on) ? [] : [index]));
    if (dates.length > 0) {
      throw Problem.invalid(dates.map((index) => ({ path: `layers[${index}].starts_on`, message: 'is no date' })));
    }
    for (const [index, { participants }] of layers.entries()) {
      for (const [place, { channels }] of participants.entries()) {
        await this.channels.checkNames(tx, channels, `layers[${index}].participants[${place}].channels`);
      }
    }
  }

  private note(tx: OpenTransaction, actor: Actor, act: string, name: string, change: object): Promise<void> {
    const target = { targetType: 'on_call_schedule', targetId: name };
    return this.audit.record({ actor, action: `on_call_schedule.${act}`, ...target, ...change }, tx);
  }
}

/** One schedule. @throws Problem 404 when there is none of this name */
export async function readSchedule(
  tx: Transaction,
  name: string,
  lock: 'for update' | 'for share' | '' = '',
): Promise<OnCallSchedule> {
  const [schedule] = await tx.query<OnCallSchedule>(
    `select ${COLUMNS} from on_call_schedules where name = $1 ${lock}`,
    [name],
  );
  if (!schedule) throw Problem.of(404, 'There is no on-call schedule of this name.');
  return schedule;
}

/** Some schedules; those that there are not are left out. */
export function readSchedules(tx: Transaction, names: readonly string[]): Promise<OnCallSchedule[]> {
  return tx.query<OnCallSchedule>(`select ${COLUMNS} from on_call_schedules where name = any ($1)`, [names]);
}

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function nameTaken(): Problem {
  return Problem.of(409, 'Another on-call schedule has this name.', {
    errors: [{ path: 'name', message: 'is taken by another schedule' }],
  });
}
