import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EventInsert } from '../database/event-insert.js';
import { Clock } from '../jobs/clock.js';
import { Redactor } from '../redaction/redactor.js';
import { type Attachment, type PackedAttachment, packAttachments } from './attachments/attachment.js';
import { viewExceptions } from './exception.view.js';
import { FingerprintRules } from './fingerprint-rules/fingerprint-rules.js';
import type { ExceptionInfo } from './grouping/exception.js';
import { groupError } from './grouping/group-error.js';
import { readStack } from './grouping/read-stack.js';
import { writeStack } from './grouping/write-stack.js';
import { INSERT_ERRORS } from './insert-errors.sql.js';
import { ErrorAdmission } from './quota/error.admission.js';
import { redactError } from './redaction/redact-error.js';
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
  /** The thrown one first, then what caused it; without them the stack trace tells. */
  exceptions?: readonly ExceptionInfo[];
  /** What the sender wants it grouped by; `{{ default }}` among it stands for the usual. */
  fingerprint?: readonly string[];
  /** Files that came with it. */
  attachments?: readonly Attachment[];
  /** What of it could not be read or kept. */
  processingErrors?: readonly string[];
}

/** Takes secrets out of errors, groups them, counts them and writes as many as their quota lets, in one statement for all that arrive together. */
@Injectable()
export class ErrorRecorder {
  private readonly events: EventInsert<ErrorRow>;

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly rules: FingerprintRules,
    private readonly admission: ErrorAdmission,
    private readonly redactor: Redactor,
  ) {
    const key = { group_id: 'uuid', error_id: 'text' } as const;
    this.events = new EventInsert<ErrorRow>(database, { name: 'error_events', key, insert: INSERT_ERRORS });
  }

  /** Resolves after the commit. @returns the ids, in the order given; an error already known keeps its first record */
  async record(errors: readonly ErrorOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    const attachments = await Promise.all(errors.map((error) => packAttachments(error.attachments)));
    const rows = errors.map((error, i) => asRow(redactError(error, this.redactor), now, this.rules, attachments[i]));
    await this.admission.write(rows, now, (admitted) => this.events.add(admitted));
    return rows.map((row) => row.error_id);
  }
}

type ErrorRow = ReturnType<typeof asRow>;

function asRow(
  error: ErrorOccurrence,
  now: number,
  rules: FingerprintRules,
  attachments: PackedAttachment[] | undefined,
) {
  const { exceptions: given = [], errorType, errorMessage } = error;
  const stackTrace = error.stackTrace ?? (writeStack(given) || undefined);
  const exceptions = given.length > 0 ? given : readStack(stackTrace ?? '', errorType, errorMessage);
  const { groupId, culprit, fingerprint, explanation } = groupError({
    ...error,
    exceptions,
    rule: rules.match({ ...error, exceptions }),
  });
  return {
    untimed: error.at === undefined && error.errorId !== undefined,
    identified: error.errorId !== undefined,
    left_out: false,
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
    stack_trace: stackTrace,
    user_id: error.userId,
    request_id: error.requestId,
    trace_id: error.traceId,
    span_id: error.spanId,
    tags: error.tags ?? {},
    additional_data: error.additionalData,
    fingerprint,
    grouped_by: explanation,
    exceptions: given.length > 0 ? viewExceptions(given) : undefined,
    attachments,
    processing_errors: error.processingErrors?.length ? error.processingErrors : undefined,
  };
}
