import { Injectable } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { LogReader } from '../log.reader.js';
import type { LogRange } from '../log-filter.dto.js';
import type { Stretches } from '../log-source.js';
import { hourLetters, wordQuery } from './message-words.js';

const HOUR_MS = 3_600_000;
/** No record is of a later time: no clock of a sender may be so far ahead. */
const AHEAD_MS = HOUR_MS;
/** About so many stretches are told apart in a range of time. */
const STRETCHES = 1000;

/** Finds where to look for words: `log_words` has those of every second. */
@Injectable()
export class LogWords {
  constructor(
    private readonly reader: LogReader,
    private readonly clock: Clock,
  ) {}

  /**
   * The stretches of time outside which no record has all words of the search, the newest first. Undefined when there is no search, or
   * an index leads to fewer records.
   */
  async find({ search, trace_id, request_id, start_time, end_time }: LogRange): Promise<Stretches | undefined> {
    if (search === undefined || trace_id !== undefined || request_id !== undefined) return undefined;
    const endAt = end_time ?? this.clock.now() + AHEAD_MS;
    const query = wordQuery(search, hourLetters(start_time ?? -Infinity, endAt));
    if (query === undefined) return undefined;
    const seconds = start_time === undefined ? HOUR_MS / 1000 : Math.ceil((endAt - start_time) / 1000 / STRETCHES);
    const rows = await this.reader.query<{ from: Date; until: Date }>(
      `select min(at) as "from", max(at) + interval '1 second' as until from log_words
       where words @@ $1::tsquery and at >= $2 and at < $3
       group by date_bin(make_interval(secs => $4::int), at, '2000-01-01') order by 1 desc`,
      [
        query,
        start_time === undefined ? '-infinity' : new Date(start_time - 1000),
        new Date(endAt),
        Math.max(seconds, 1),
      ],
    );
    return rows.map(({ from, until }) => [from, until]);
  }
}
