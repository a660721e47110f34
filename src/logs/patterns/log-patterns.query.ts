import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { rangeOf } from '../../http/recent-range.js';
import { LogReader } from '../log.reader.js';
import { logConditions } from '../log-conditions.js';
import { logSource } from '../log-source.js';
import { LogWords } from '../words/log-words.js';
import { groupLines, type PatternLine } from './group-lines.js';
import type { LogPattern, LogPatterns, LogPatternsFilter } from './log-patterns.dto.js';

const MAX_RECORDS = 10_000;
/** Of each message. */
const MAX_CHARACTERS = 1000;
/** After so many records others have their turn. */
const TURN_RECORDS = 500;

/** Groups log records by what they say. */
@Injectable()
export class LogPatternsQuery {
  constructor(
    private readonly reader: LogReader,
    private readonly words: LogWords,
  ) {}

  /** Of the last hour unless told otherwise. */
  async patterns(filter: LogPatternsFilter, now: number): Promise<LogPatterns> {
    const range = { ...filter, ...rangeOf(filter, now) };
    const conditions = logConditions(range);
    const order = { by: 'occurred_at desc', direction: 'desc', limit: MAX_RECORDS + 1 } as const;
    const source = logSource(conditions, await this.words.find(range), order);
    const lines = await this.reader.query<PatternLine>(
      `select log_id, occurred_at as at, severity_number, service,
         left(split_part(message, E'\\n', 1), ${MAX_CHARACTERS}) as line
       from ${source}`,
      conditions.values,
    );
    const complete = lines.length <= MAX_RECORDS;
    if (!complete) lines.pop();
    const patterns = new Map<string, LogPattern>();
    for (let i = 0; i < lines.length; i += TURN_RECORDS) {
      groupLines(patterns, lines.slice(i, i + TURN_RECORDS));
      await nextTurn();
    }
    const items = [...patterns.values()].sort((a, b) => b.count - a.count).slice(0, filter.limit);
    return { looked_at: lines.length, complete, pattern_count: patterns.size, items };
  }
}
