import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { addWordSearch } from '../database/word-search.js';
import type { TimeRange } from '../http/list.dto.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import { Problem } from '../http/problem.js';
import type { ErrorFilter, ErrorView } from './error.dto.js';
import { isMapped, readExceptionViews, viewExceptions } from './exception.view.js';
import type { ExceptionInfo } from './grouping/exception.js';
import { readStack } from './grouping/read-stack.js';
import { type MappedEvent, mayPass, SourceMapApplier } from './source-maps/source-map.applier.js';
import { STACK_OF_EVENT } from './stacks/shared-stack.js';

type ErrorRow = Omit<ErrorView, 'timestamp'> & { timestamp: Date };

/** An error of a trace, by what leads to it. */
type TraceError = Pick<ErrorView, 'error_id' | 'group_id' | 'error_type' | 'service' | 'span_id' | 'timestamp'>;

const MOST_OF_TRACE = 1000;
const LISTED_OF_TRACE = 100;

/** Reads errors. */
@Injectable()
export class ErrorQuery {
  constructor(
    private readonly database: Database,
    private readonly sourceMaps: SourceMapApplier,
  ) {}

  /** Newest first. Source maps that came after an error are applied now. */
  async list(filter: ErrorFilter): Promise<Page<ErrorView>> {
    const conditions = errorConditions({ ...filter, group_id: undefined });
    if (filter.cursor) {
      const [at, id] = decodeTimeCursor(filter.cursor);
      conditions.add('(occurred_at, error_id) < (to_timestamp(?::double precision / 1000), ?)', at, id);
    }
    const limit = conditions.parameter(filter.limit + 1);
    const rows = await this.read(newestEvents('*', conditions, limit, filter.group_id), conditions.values);
    const page = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? page.at(-1) : undefined;
    return {
      items: await this.view(page),
      next_cursor: last ? encodeCursor([last.timestamp.getTime(), last.error_id]) : null,
    };
  }

  /** One error, however old it is; the newest if several were sent under this id. @throws Problem 404 when none is kept */
  async get(errorId: string): Promise<ErrorView> {
    // Found by its index and sorted then: `offset 0` keeps the planner from going through all that happened in the order of time.
    const found = 'select * from error_events where error_id = $1 offset 0';
    const rows = await this.read(`select * from (${found}) found order by occurred_at desc limit 1`, [errorId]);
    const [error] = await this.view(rows);
    if (!error) throw Problem.of(404, `There is no error of the id ${errorId}, or it has expired.`);
    return error;
  }

  /** The errors of a trace in a range of time, the earliest first: 100 at most, and how many there are, counted to 1,000. */
  async ofTrace(traceId: string, range: Required<TimeRange>): Promise<{ count: number; items: TraceError[] }> {
    const conditions = errorConditions({ ...range, trace_id: traceId });
    const rows = await this.database.query<Omit<TraceError, 'timestamp'> & { timestamp: Date }>(
      `select error_id, group_id, error_type, service, span_id, occurred_at as timestamp
       from error_events ${conditions.where} order by occurred_at, error_id limit ${MOST_OF_TRACE}`,
      conditions.values,
    );
    const items = rows.slice(0, LISTED_OF_TRACE);
    return { count: rows.length, items: items.map((row) => ({ ...row, timestamp: row.timestamp.toISOString() })) };
  }

  /** @param events a select of whole events */
  private read(events: string, values: unknown[]): Promise<ErrorRow[]> {
    return this.database.query<ErrorRow>(
      `select error_id, occurred_at as timestamp, error_type, error_message, severity, service,
         coalesce(f.group_id, e.group_id) as group_id, culprit, environment, release, endpoint, http_method, status_code,
         ${STACK_OF_EVENT} as stack_trace,
         user_id, request_id, trace_id, span_id, tags, additional_data, exceptions, coalesce(processing_errors, '{}') as processing_errors
       from (${events}) e
       left join error_fingerprints f on f.fingerprint_id = e.group_id
       left join error_stacks s using (stack_id)
       order by occurred_at desc, error_id desc`,
      values,
    );
  }

  private async view(rows: readonly ErrorRow[]): Promise<ErrorView[]> {
    const mapped = await this.sourceMaps.apply(
      rows.map((row) => ({ service: row.service, release: row.release, exceptions: () => stackOf(row) })),
    );
    return rows.map((row, i) => ({
      ...row,
      ...viewMapped(row, mapped[i]),
      timestamp: row.timestamp.toISOString(),
    }));
  }
}

function stackOf({ exceptions, stack_trace, error_type, error_message }: ErrorRow): ExceptionInfo[] {
  return exceptions ? readExceptionViews(exceptions) : readStack(stack_trace ?? '', error_type, error_message);
}

function viewMapped(row: ErrorRow, mapped: MappedEvent | undefined) {
  if (!mapped) return {};
  return {
    exceptions: mapped.exceptions.some(isMapped) ? viewExceptions(mapped.exceptions) : row.exceptions,
    processing_errors: [...row.processing_errors.filter((fault) => !mayPass(fault)), ...mapped.faults],
  };
}

/** A filter as conditions on error_events; its page is not among them. */
export function errorConditions(filter: Omit<ErrorFilter, 'limit' | 'cursor'>): Conditions {
  const conditions = new Conditions()
    .addTimeRange('occurred_at', filter.start_time, filter.end_time)
    .addIfGiven('service = ?', filter.service)
    .addIfGiven('error_type = ?', filter.error_type)
    .addIfGiven('severity = ?', filter.severity)
    .addIfGiven('trace_id = ?', filter.trace_id)
    .addIfGiven('request_id = ?', filter.request_id);
  if (filter.group_id !== undefined) addGroup(conditions, filter.group_id);
  return filter.search ? addWordSearch(conditions, 'error_message', filter.search) : conditions;
}

/** Only rows of a group's fingerprints; of a group that was merged into another, of its own. */
export function addGroup(conditions: Conditions, groupId: string): Conditions {
  return conditions.add(
    'group_id in (select fingerprint_id from error_fingerprints where group_id = ? or fingerprint_id = ?)',
    groupId,
    groupId,
  );
}

/**
 * A select of the newest events that meet conditions, or of those of a group: each of its fingerprints has its events in this order in
 * the primary key, so no more than `limit` of each are read.
 */
export function newestEvents(columns: string, conditions: Conditions, limit: string, groupId?: string): string {
  const newest = 'order by occurred_at desc, error_id desc limit';
  if (groupId === undefined) return `select ${columns} from error_events ${conditions.where} ${newest} ${limit}`;
  const group = conditions.parameter(groupId);
  return `select event.* from error_fingerprints member cross join lateral (
      select ${columns} from error_events where group_id = member.fingerprint_id and ${conditions.all} ${newest} ${limit}
    ) event
    where member.group_id = ${group} or member.fingerprint_id = ${group} ${newest} ${limit}`;
}
