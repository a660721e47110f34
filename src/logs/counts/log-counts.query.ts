import { Injectable } from '@nestjs/common';
import { chooseStep, countSteps } from '../../http/count-steps.js';
import type { TimeRange } from '../../http/list.dto.js';
import { rangeOf } from '../../http/recent-range.js';
import { LogReader } from '../log.reader.js';
import { logConditions } from '../log-conditions.js';
import { levelOf } from '../log-level.js';
import { logSource } from '../log-source.js';
import { LogWords } from '../words/log-words.js';
import { LevelCounts, type LogCounts, type LogCountsFilter } from './log-counts.dto.js';

interface CountRow {
  at: Date;
  severity_number: number;
  count: number;
}

/** So many records of a trace are counted at most. */
const MOST_OF_TRACE = 10_000;

/** Counts log records. */
@Injectable()
export class LogCountsQuery {
  constructor(
    private readonly reader: LogReader,
    private readonly words: LogWords,
  ) {}

  /** Of the last hour unless told otherwise. @throws Problem 400 for a range that is none, or has too many steps */
  async count(filter: LogCountsFilter, now: number): Promise<LogCounts> {
    const { start_time: startAt, end_time: endAt } = rangeOf(filter, now);
    const stepSeconds = filter.step_seconds ?? chooseStep(startAt, endAt);
    const stepMs = stepSeconds * 1000;
    const range = { ...filter, start_time: startAt, end_time: endAt };
    const steps = countSteps(range, stepSeconds, 'step_seconds');
    const conditions = logConditions(range);
    const source = logSource(conditions, await this.words.find(range));
    const step = conditions.parameter(stepSeconds);
    const start = conditions.parameter(new Date(startAt));
    const rows = await this.reader.query<CountRow>(
      `select date_bin(make_interval(secs => ${step}::int), occurred_at, ${start}::timestamptz) as at, severity_number,
         count(*)::int as count
       from ${source} group by 1, 2`,
      conditions.values,
    );
    const items = Array.from({ length: steps }, (_, i) => ({
      timestamp: new Date(startAt + i * stepMs).toISOString(),
      levels: new LevelCounts(),
    }));
    for (const { at, severity_number, count } of rows) {
      items[(at.getTime() - startAt) / stepMs]!.levels[levelOf(severity_number)] += count;
    }
    return {
      start_time: new Date(startAt).toISOString(),
      end_time: new Date(endAt).toISOString(),
      step_seconds: stepSeconds,
      items,
    };
  }

  /** The records of a trace in a range of time, by level; at most 10,000 of them. */
  async ofTrace(traceId: string, range: Required<TimeRange>): Promise<{ count: number; levels: LevelCounts }> {
    const conditions = logConditions({ ...range, trace_id: traceId });
    const rows = await this.reader.query<Omit<CountRow, 'at'>>(
      `select severity_number, count(*)::int as count
       from (select severity_number from log_records ${conditions.where} limit ${MOST_OF_TRACE}) as record group by 1`,
      conditions.values,
    );
    const levels = new LevelCounts();
    for (const { severity_number, count } of rows) levels[levelOf(severity_number)] += count;
    return { count: rows.reduce((sum, { count }) => sum + count, 0), levels };
  }
}
