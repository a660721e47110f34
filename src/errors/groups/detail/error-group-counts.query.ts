import { Injectable } from '@nestjs/common';
import { Conditions } from '../../../database/conditions.js';
import { Database } from '../../../database/database.js';
import { Problem } from '../../../http/problem.js';
import { Clock } from '../../../jobs/clock.js';
import { addGroup } from '../../error.query.js';
import type { CountStep, GroupCounts, GroupCountsFilter } from './error-group-detail.dto.js';

const STEP_MS: Record<CountStep, number> = { hour: 3_600_000, day: 86_400_000 };
const WEEK_MS = 7 * STEP_MS.day;
const MAX_STEPS = 1000;

/** Counts a group's events over time, from the hourly counts. */
@Injectable()
export class ErrorGroupCountsQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 for a range that is none, or has too many steps */
  async count(groupId: string, { start_time, end_time, step: given }: GroupCountsFilter): Promise<GroupCounts> {
    const endAt = end_time ?? this.clock.now();
    const from = start_time ?? endAt - WEEK_MS;
    const step = given ?? (endAt - from > WEEK_MS ? 'day' : 'hour');
    const stepMs = STEP_MS[step];
    const startAt = Math.floor(from / stepMs) * stepMs;
    const steps = Math.ceil((endAt - startAt) / stepMs);
    checkRange(from, endAt, steps);
    const conditions = addGroup(new Conditions(), groupId).addTimeRange('hour_at', startAt, startAt + steps * stepMs);
    const rows = await this.database.query<{ at: Date; count: number }>(
      `select date_trunc(${conditions.parameter(step)}, hour_at, 'UTC') as at, sum(event_count)::float8 as count
       from error_group_hours ${conditions.where} group by 1`,
      conditions.values,
    );
    const counts = new Map(rows.map(({ at, count }) => [at.getTime(), count]));
    const items = Array.from({ length: steps }, (_, i) => startAt + i * stepMs).map((at) => ({
      timestamp: new Date(at).toISOString(),
      count: counts.get(at) ?? 0,
    }));
    return { start_time: new Date(startAt).toISOString(), end_time: new Date(endAt).toISOString(), step, items };
  }
}

function checkRange(startAt: number, endAt: number, steps: number): void {
  const fault = (path: string, message: string) =>
    Problem.of(400, 'The query has faults.', { errors: [{ path, message }] });
  if (endAt <= startAt) throw fault('end_time', 'must be after start_time');
  if (steps > MAX_STEPS) throw fault('step', `makes ${steps} steps of the range: at most ${MAX_STEPS} are taken`);
}
