import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.js';
import { GroupCommit } from '../database/group-commit.js';
import { storableJson } from '../database/storable-text.js';
import { Clock } from '../jobs/clock.js';
import { groupError } from './group-error.js';
import { INSERT_ERRORS } from './insert-errors.sql.js';
import type { Severity } from './severity.js';

/** An error that happened in a service. Lengths are the caller's business; see check-error.ts for those of the REST door. */
export interface ErrorOccurrence {
  /** The sender's id: the same error sent again under it counts once. */
  errorId?: string;
  /** When it happened, epoch ms; absent means now. */
  at?: number;
  errorType: string;
  errorMessage: string;
  severity: Severity;
  service: string;
  environment?: string;
  release?: string;
  endpoint?: string;
  httpMethod?: string;
  statusCode?: number;
  stackTrace?: string;
  userId?: string;
  requestId?: string;
  traceId?: string;
  spanId?: string;
  tags?: Record<string, string>;
  additionalData?: Record<string, unknown>;
}

/** How long an error with an id but without a time is recognised when it is sent again: its time of arrival differs. */
const UNTIMED_RETRY_MS = 3_600_000;

/** Writes errors, groups them and counts them, in one statement for all that wait. */
@Injectable()
export class ErrorRecorder {
  private readonly commit = new GroupCommit<ErrorRow>((rows) => this.write(rows));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Resolves after the commit. @returns the ids, in the order given; an error already known keeps its first record */
  async record(errors: readonly ErrorOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    const rows = errors.map((error) => asRow(error, now));
    await this.commit.add(rows);
    return rows.map((row) => row.error_id);
  }

  private async write(rows: readonly ErrorRow[]): Promise<void> {
    const untimed = rows.filter((row) => row.retried_by_id);
    if (untimed.length === 0) {
      await this.database.query(INSERT_ERRORS, [storableJson(rows)]);
      return;
    }
    await this.database.transaction(async (tx) => {
      const known = await this.findUntimed(tx, untimed);
      await tx.query(INSERT_ERRORS, [storableJson(unknownOnly(rows, known))]);
    });
  }

  /** The lock keeps a retry that overlaps its first attempt from seeing nothing; errors that name their time never take it. */
  private async findUntimed(tx: Transaction, rows: ErrorRow[]): Promise<Set<string>> {
    await tx.query(`select pg_advisory_xact_lock(hashtext('error_events:untimed'))`);
    const known = await tx.query<{ key: string }>(
      `select group_id || ' ' || error_id as key from error_events
       where group_id = any($1::uuid[]) and occurred_at > $3 and error_id = any($2)`,
      [
        [...new Set(rows.map((row) => row.group_id))],
        rows.map((row) => row.error_id),
        new Date(this.clock.now() - UNTIMED_RETRY_MS),
      ],
    );
    return new Set(known.map(({ key }) => key));
  }
}

function keyOf(row: ErrorRow): string {
  return `${row.group_id} ${row.error_id}`;
}

/** Leaves out retries, also those that share a commit with their first attempt. */
function unknownOnly(rows: readonly ErrorRow[], known: Set<string>): ErrorRow[] {
  return rows.filter((row) => {
    if (!row.retried_by_id) return true;
    const fresh = !known.has(keyOf(row));
    known.add(keyOf(row));
    return fresh;
  });
}

type ErrorRow = ReturnType<typeof asRow>;

function asRow(error: ErrorOccurrence, now: number) {
  const { groupId, culprit } = groupError(error);
  return {
    /** True when its own time does not tell a retry from a new error. Not a column. */
    retried_by_id: error.at === undefined && error.errorId !== undefined,
    group_id: groupId,
    at_ms: Math.trunc(error.at ?? now),
    error_id: error.errorId ?? randomUUID(),
    error_type: error.errorType,
    error_message: error.errorMessage,
    severity: error.severity,
    service: error.service,
    culprit,
    environment: error.environment,
    release: error.release,
    endpoint: error.endpoint,
    http_method: error.httpMethod,
    status_code: error.statusCode,
    stack_trace: error.stackTrace,
    user_id: error.userId,
    request_id: error.requestId,
    trace_id: error.traceId,
    span_id: error.spanId,
    tags: error.tags ?? {},
    additional_data: error.additionalData,
  };
}
