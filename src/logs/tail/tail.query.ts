import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import type { LogRecordView } from '../log.dto.js';
import { LogReader } from '../log.reader.js';
import { logConditions } from '../log-conditions.js';
import type { LogMatch } from '../log-filter.dto.js';
import { type LineKey, MAX_KEYS } from './tail-window.js';

/** Reads what tails need: first which records there are, then those that are new. */
@Injectable()
export class TailQuery {
  constructor(private readonly reader: LogReader) {}

  /** The newest records that fit since a time, epoch ms, newest first. */
  keys(match: LogMatch, since: number): Promise<LineKey[]> {
    const conditions = logConditions({ ...match, start_time: since });
    return this.reader.query<LineKey>(
      `select log_id, occurred_at as at from log_records ${conditions.where} order by occurred_at desc limit ${MAX_KEYS}`,
      conditions.values,
    );
  }

  /** How many records fit from one time up to and without another. */
  async count(match: LogMatch, [start_time, end_time]: readonly [number, number]): Promise<number> {
    const conditions = logConditions({ ...match, start_time, end_time });
    const [row] = await this.reader.query<{ count: number }>(
      `select count(*)::int as count from log_records ${conditions.where}`,
      conditions.values,
    );
    return row!.count;
  }

  /** Records by their keys, which come oldest first; in that order. */
  records(keys: readonly LineKey[]): Promise<LogRecordView[]> {
    const conditions = new Conditions().add('occurred_at between ? and ?', keys[0]!.at, keys.at(-1)!.at).add(
      '(log_id, occurred_at) in (select * from unnest(?::text[], ?::timestamptz[]))',
      keys.map(({ log_id }) => log_id),
      keys.map(({ at }) => at),
    );
    return this.reader.records(conditions, 'asc', keys.length);
  }
}
