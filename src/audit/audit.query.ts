import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { decodeCursor, encodeCursor, notACursor, type Page } from '../http/page.js';
import { Problem } from '../http/problem.js';
import type { AuditEntryView, AuditExportFilter, AuditFilter, AuditRange } from './audit.dto.js';
import { AUDIT_COLUMNS } from './audit-columns.js';
import { CSV_HEADER, csvLine } from './csv-line.js';

/** Entries of one page of an export. */
const EXPORT_PAGE = 500;

/** Somebody's act on something of this service. */
export interface OwnAct {
  at: Date;
  sequence: number;
  action: string;
  actor: string;
  /** The name of what it was done to, where it has one; an empty text otherwise. */
  subject: string;
}

/** Reads the audit trail. */
@Injectable()
export class AuditQuery {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(filter: AuditFilter): Promise<Page<AuditEntryView>> {
    const conditions = auditConditions(filter);
    if (filter.cursor) conditions.add('sequence < ?', placeOf(filter.cursor));
    const rows = await this.read(conditions, 'desc', filter.limit + 1);
    const items = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? items.at(-1) : undefined;
    return { items, next_cursor: last ? encodeCursor([last.sequence]) : null };
  }

  /** One entry. @throws Problem 404 when there is none of this id */
  async get(id: string): Promise<AuditEntryView> {
    const [entry] = await this.read(new Conditions().add('id = ?', id), 'desc', 1);
    if (!entry) throw Problem.of(404, `There is no audit entry of the id ${id}, or it has expired.`);
    return entry;
  }

  /** All that fit and are there at this moment, oldest first. Pages are read as they are asked for, the first at once. */
  async export(filter: AuditExportFilter): Promise<Readable> {
    const [end] = await this.database.query<{ sequence: number }>(
      'select sequence::float8 as sequence from audit_head',
    );
    const page = (after: number) => {
      const conditions = auditConditions(filter).add('sequence > ?', after).add('sequence <= ?', end!.sequence);
      return this.read(conditions, 'asc', EXPORT_PAGE);
    };
    return Readable.from(lines(filter.format === 'csv', page, await page(0)));
  }

  /** What was done in this service to things of some kinds in a range of time (epoch ms), the newest first. */
  ownActs(startAt: number, endAt: number, targetTypes: readonly string[], limit: number): Promise<OwnAct[]> {
    const conditions = new Conditions()
      .addTimeRange('recorded_at', startAt, endAt)
      .add('reported_by is null')
      .add('target_type = any(?::text[])', targetTypes);
    return this.database.query<OwnAct>(
      `select recorded_at as at, sequence::float8 as sequence, action, actor,
         coalesce(after ->> 'name', before ->> 'name', details ->> 'name', '') as subject
       from audit_entries ${conditions.where} order by recorded_at desc, audit_entries.sequence desc limit ${conditions.parameter(limit)}`,
      conditions.values,
    );
  }

  private read(conditions: Conditions, order: 'asc' | 'desc', limit: number): Promise<AuditEntryView[]> {
    return this.database.query<AuditEntryView>(
      `select ${AUDIT_COLUMNS} from audit_entries ${conditions.where}
       order by audit_entries.sequence ${order} limit ${conditions.parameter(limit)}`,
      conditions.values,
    );
  }
}

async function* lines(
  asTable: boolean,
  read: (after: number) => Promise<AuditEntryView[]>,
  first: AuditEntryView[],
): AsyncGenerator<string> {
  if (asTable) yield CSV_HEADER;
  for (let page = first; page.length > 0; page = await read(page.at(-1)!.sequence)) {
    yield page.map((entry) => (asTable ? csvLine(entry) : `${JSON.stringify(entry)}\n`)).join('');
    if (page.length < EXPORT_PAGE) return;
  }
}

function auditConditions(filter: AuditRange): Conditions {
  return new Conditions()
    .addTimeRange('recorded_at', filter.start_time, filter.end_time)
    .addIfGiven('actor = ?', filter.actor)
    .addIfGiven('action = ?', filter.action)
    .addIfGiven('target_type = ?', filter.target_type)
    .addIfGiven('target_id = ?', filter.target_id)
    .addIfGiven('service = ?', filter.service)
    .addIfGiven('request_id = ?', filter.request_id);
}

function placeOf(cursor: string): number {
  const [sequence] = decodeCursor(cursor, 1);
  if (!Number.isSafeInteger(sequence)) throw notACursor();
  return sequence as number;
}
