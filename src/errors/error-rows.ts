import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Redactor } from '../redaction/redactor.js';
import type { ErrorOccurrence } from './error.recorder.js';
import { isMapped, viewExceptions } from './exception.view.js';
import { FingerprintRules } from './fingerprint-rules/fingerprint-rules.js';
import type { ExceptionInfo } from './grouping/exception.js';
import { groupError } from './grouping/group-error.js';
import { readStack } from './grouping/read-stack.js';
import { writeStack } from './grouping/write-stack.js';
import { redactError } from './redaction/redact-error.js';
import { type MappedEvent, SourceMapApplier } from './source-maps/source-map.applier.js';

/** An error as INSERT_ERRORS takes it, but for its attachments, which are packed when it is to be stored. */
export type ErrorRow = ReturnType<typeof asRow>;

/** Makes rows of errors: takes secrets out of them, maps their stacks back to their sources, and groups them. */
@Injectable()
export class ErrorRows {
  constructor(
    private readonly redactor: Redactor,
    private readonly sourceMaps: SourceMapApplier,
    private readonly rules: FingerprintRules,
  ) {}

  async read(given: readonly ErrorOccurrence[], now: number): Promise<ErrorRow[]> {
    const errors = given.map((error) => redactError(error, this.redactor));
    const stacks = errors.map(stackOf);
    const mapped = await this.sourceMaps.apply(
      errors.map(({ service, release }, i) => ({ service, release, exceptions: () => stacks[i]! })),
    );
    return errors.map((error, i) => asRow({ error, stack: stacks[i]!, mapped: mapped[i] }, now, this.rules));
  }
}

function stackOf({ exceptions = [], stackTrace = '', errorType, errorMessage }: ErrorOccurrence) {
  return exceptions.length > 0 ? exceptions : readStack(stackTrace, errorType, errorMessage);
}

/** An error whose stack has been read, and mapped where it was minified. */
interface ReadError {
  readonly error: ErrorOccurrence;
  readonly stack: readonly ExceptionInfo[];
  readonly mapped: MappedEvent | undefined;
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
    attachments: error.attachments,
    processing_errors: processingErrors.length > 0 ? processingErrors : undefined,
  };
}
