import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { csvRow } from '../../http/csv-row.js';
import { version } from '../../version.js';
import type { SecurityEventView } from '../security-event.dto.js';
import { SecurityEventQuery } from '../security-event.query.js';
import { ocsfEvent } from './ocsf-event.js';
import type { ExportFormat, SecurityExportFilter } from './security-export.dto.js';

/** Events of one page. */
const PAGE = 500;

const COLUMNS = [
  'event_id',
  'timestamp',
  'event_type',
  'severity',
  'description',
  'ip_address',
  'user_id',
  'service',
  'request_id',
  'trace_id',
  'endpoint',
  'user_agent',
  'additional_data',
  'false_positive_at',
  'false_positive_by',
] as const satisfies (keyof SecurityEventView)[];

const LINES: Record<ExportFormat, (event: SecurityEventView) => string> = {
  ndjson: (event) => `${JSON.stringify(event)}\n`,
  ocsf: (event) => `${JSON.stringify(ocsfEvent(event, version))}\n`,
  csv: (event) => csvRow(COLUMNS.map((column) => event[column])),
};

/** Writes security events for others to read. */
@Injectable()
export class SecurityExportQuery {
  constructor(private readonly events: SecurityEventQuery) {}

  /**
   * All that fit and happened up to now, oldest first. Pages are read as they are asked for, the first at once.
   * @param now epoch ms
   */
  async export({ format = 'ndjson', ...filter }: SecurityExportFilter, now: number): Promise<Readable> {
    const pages = this.events.pages({ ...filter, end_time: filter.end_time ?? now }, PAGE);
    const first = await pages.next();
    return Readable.from(lines(format, first, pages));
  }
}

async function* lines(
  format: ExportFormat,
  first: IteratorResult<SecurityEventView[], unknown>,
  rest: AsyncGenerator<SecurityEventView[]>,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvRow(COLUMNS);
  for (let page = first; !page.done; page = await rest.next()) yield page.value.map(LINES[format]).join('');
}
