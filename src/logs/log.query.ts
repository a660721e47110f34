import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import { Problem } from '../http/problem.js';
import { Clock } from '../jobs/clock.js';
import type { LogContext, LogContextFilter, LogRecordView } from './log.dto.js';
import { LogReader } from './log.reader.js';
import { addPlace, type LogPlace, logConditions } from './log-conditions.js';
import type { LogFilter, LogRange } from './log-filter.dto.js';
import { LogWords } from './words/log-words.js';
import { searchWindows } from './words/search-windows.js';

/** Records of one page of an export. */
const EXPORT_PAGE = 500;

/** Reads log records. */
@Injectable()
export class LogQuery {
  constructor(
    private readonly reader: LogReader,
    private readonly words: LogWords,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(filter: LogFilter): Promise<Page<LogRecordView>> {
    const place = filter.cursor === undefined ? undefined : decodeTimeCursor(filter.cursor);
    const records = await this.newest(filter, place);
    const items = records.slice(0, filter.limit);
    const last = records.length > filter.limit ? items.at(-1) : undefined;
    return { items, next_cursor: last ? encodeCursor([...placeOf(last)]) : null };
  }

  /** The lines of its service around a record. @throws Problem 404 when it is not there */
  async context(id: string, { before, after }: LogContextFilter): Promise<LogContext> {
    const [record] = await this.reader.records(new Conditions().add('log_id = ?', id), 'desc', 1);
    if (!record) throw Problem.of(404, 'There is no log record with this id.');
    const beside = (side: 'before' | 'after') =>
      addPlace(new Conditions().add('service = ?', record.service), side, placeOf(record));
    const [earlier, later] = await Promise.all([
      this.reader.records(beside('before'), 'desc', before),
      this.reader.records(beside('after'), 'asc', after),
    ]);
    return { before: earlier.reverse(), record, after: later };
  }

  /** All that fit, oldest first, each as a line of JSON. Pages are read as they are asked for, the first at once. */
  async export(filter: LogRange, now: number): Promise<Readable> {
    const range = { ...filter, end_time: filter.end_time ?? now };
    return Readable.from(this.lines(range, await this.exportPage(range)));
  }

  private async *lines(range: LogRange, first: LogRecordView[]): AsyncGenerator<string> {
    let page = first;
    while (page.length > 0) {
      yield page.map((record) => `${JSON.stringify(record)}\n`).join('');
      if (page.length < EXPORT_PAGE) return;
      page = await this.exportPage(range, placeOf(page.at(-1)!));
    }
  }

  private async exportPage(filter: LogRange, behind?: LogPlace): Promise<LogRecordView[]> {
    const range = behind ? { ...filter, start_time: behind[0] } : filter;
    const conditions = logConditions(range);
    if (behind) addPlace(conditions, 'after', behind);
    return this.reader.records(conditions, 'asc', EXPORT_PAGE, await this.words.find(range));
  }

  /** The newest records before a place that fit, and one more than the page holds. */
  private async newest(filter: LogFilter, place: LogPlace | undefined): Promise<LogRecordView[]> {
    const found: LogRecordView[] = [];
    for (const range of searchWindows(filter, place?.[0], this.clock.now())) {
      const conditions = logConditions({ ...filter, ...range });
      if (place) addPlace(conditions, 'before', place);
      const stretches = await this.words.find({ ...filter, ...range });
      found.push(...(await this.reader.records(conditions, 'desc', filter.limit + 1 - found.length, stretches)));
      if (found.length > filter.limit) break;
    }
    return found;
  }
}

function placeOf({ timestamp, log_id }: LogRecordView): LogPlace {
  return [Date.parse(timestamp), log_id];
}
