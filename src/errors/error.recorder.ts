import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EventInsert } from '../database/event-insert.js';
import { Clock } from '../jobs/clock.js';
import { isMapped, viewExceptions } from './exception.view.js';
import { FingerprintRules } from './fingerprint-rules/fingerprint-rules.js';
import type { ExceptionInfo } from './grouping/exception.js';
import { groupError } from './grouping/group-error.js';
import { readStack } from './grouping/read-stack.js';
import { writeStack } from './grouping/write-stack.js';
import { INSERT_ERRORS } from './insert-errors.sql.js';
import type { Severity } from './severity.js';
import { type MappedEvent, SourceMapApplier } from './source-maps/source-map.applier.js';

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
  /** The thrown one first, then what caused it; without them the stack trace tells. */
  exceptions?: readonly ExceptionInfo[];
  /** What the sender wants it grouped by; `{{ default }}` among it stands for the usual. */
  fingerprint?: readonly string[];
  /** What of it could not be read or kept. */
  processingErrors?: readonly string[];
}

/** Writes errors, maps them back to their sources, groups them and counts them, in one statement for all that arrive together. */
@Injectable()
export class ErrorRecorder {
  private readonly events: EventInsert<ErrorRow>;

  constructor(
    database: Database,
    private readonly sourceMaps: SourceMapApplier,
    private readonly clock: Clock,
    private readonly rules: FingerprintRules,
  ) {
    const key = { group_id: 'uuid', error_id: 'text' } as const;
    this.events = new EventInsert<ErrorRow>(database, { name: 'error_events', key, insert: INSERT_ERRORS });
  }

  /** Resolves after the commit. @returns the ids, in the order given; an error already known keeps its first record */
  async record(errors: readonly ErrorOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    const stacks = errors.map(stackOf);
    const mapped = await this.sourceMaps.apply(
      errors.map(({ service, release }, i) => ({ service, release, exceptions: () => stacks[i]! })),
    );
    const rows = errors.map((error, i) => asRow({ error, stack: stacks[i]!, mapped: mapped[i] }, now, this.rules));
    await this.events.add(rows);
    return rows.map((row) => row.error_id);
  }
}

type ErrorRow = ReturnType<typeof asRow>;

function stackOf({ exceptions = [], stackTrace = '', errorType, errorMessage }: ErrorOccurrence) {
  return exceptions.length > 0 ? exceptions : readStack(stackTrace, errorType, errorMessage);
}

/** An error whose stack has been read, and mapped where it was minified. */
interface ReadError {
  error: ErrorOccurrence;
  stack: readonly ExceptionInfo[];
  mapped: MappedEvent | undefined;
}

function asRow({ error, stack, mapped }: ReadError, now: number, rules: FingerprintRules) {
  const exceptions = mapped?.exceptions ?? stack;
  // A stack that came as text tells no more in another form, unless it could be mapped.
  const isStructured = stack === error.exceptions || exceptions.some(isMapped);
  const processingErrors = [...(error.processingErrors ?? []), ...(mapped?.faults ?? [])];
  const rule = rules.match({ ...error, exceptions });
  const { groupId, culprit, fingerprint, explanation } = groupError({ ...error, exceptions, rule });
  return {
    untimed: error.at === undefined && error.errorId !== undefined,
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
    stack_trace: error.stackTrace ?? (writeStack(exceptions) || undefined),
    user_id: error.userId,
    request_id: error.requestId,
    trace_id: error.traceId,
    span_id: error.spanId,
    tags: error.tags ?? {},
    additional_data: error.additionalData,
    fingerprint,
    grouped_by: explanation,
    exceptions: isStructured ? viewExceptions(exceptions) : undefined,
    processing_errors: processingErrors.length > 0 ? processingErrors : undefined,
  };
}
