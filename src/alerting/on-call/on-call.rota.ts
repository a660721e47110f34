import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { toWire } from '../naming.js';
import type { OnCallAnswer, OnCallScheduleView, OnCallView, ShiftView } from './on-call.dto.js';
import { type OnCall, onCallAt, shifts } from './on-call-at.js';
import { readOverrides } from './on-call-overrides.js';
import type { OnCallSchedule } from './on-call-schedule.entity.js';

const DAY_MS = 86_400_000;
const MAX_SPAN_MS = 31 * DAY_MS;
const USUAL_SPAN_MS = 7 * DAY_MS;

/** Tells who is on call by the schedules and their overrides. Times are epoch ms. */
@Injectable()
export class OnCallRota {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Schedules as the wire shows them, with who is on call now. */
  async shown(schedules: readonly OnCallSchedule[]): Promise<OnCallScheduleView[]> {
    const now = this.clock.now();
    const overrides = await readOverrides(
      this.database,
      schedules.map(({ name }) => name),
      now,
    );
    return schedules.map((schedule) => {
      const own = overrides.filter((override) => override.schedule === schedule.name);
      return { ...toWire(schedule), on_call: viewOf(onCallAt(schedule, own, now)) };
    });
  }

  /** @param at now when left out */
  async at(schedule: OnCallSchedule, at = this.clock.now()): Promise<OnCallAnswer> {
    const overrides = await readOverrides(this.database, [schedule.name], at);
    const [shift, next] = shifts(schedule, overrides, at, at + MAX_SPAN_MS);
    return {
      at: new Date(at).toISOString(),
      on_call: viewOf(shift?.onCall),
      until: next ? new Date(next.startsAt).toISOString() : null,
    };
  }

  /** @throws Problem 400 for a span that ends before it starts or is too long */
  async between(schedule: OnCallSchedule, from = this.clock.now(), to = from + USUAL_SPAN_MS): Promise<ShiftView[]> {
    if (to <= from || to - from > MAX_SPAN_MS) {
      const message = 'must be after start_time, and at most 31 days';
      throw Problem.of(400, 'The span has faults.', { errors: [{ path: 'end_time', message }] });
    }
    const overrides = await readOverrides(this.database, [schedule.name], from);
    return Array.from(shifts(schedule, overrides, from, to), ({ startsAt, endsAt, onCall }) => ({
      starts_at: new Date(startsAt).toISOString(),
      ends_at: new Date(endsAt).toISOString(),
      on_call: viewOf(onCall),
    }));
  }
}

function viewOf(onCall: OnCall | undefined): OnCallView | null {
  return onCall ? toWire(onCall) : null;
}
