/** Why a request gave no answer, in the terms the page acts on. */
export type FailureKind = 'unauthorized' | 'forbidden' | 'absent' | 'unavailable' | 'unreachable' | 'refused';

/** One field the service found fault with. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

/** A request that failed. `message` is the service's own words where it gave any; show it as text only. */
export class ApiFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly requestId?: string,
    readonly faults: readonly FieldFault[] = [],
    /** After how many seconds the service wants to be asked again. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** Turns an answer that is not a success into a failure, with the words of its problem details (RFC 9457) if any. */
export function failureOf(status: number, body: unknown, retryAfter: string | null = null): ApiFailure {
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const words = [problem.detail, problem.title].find((text) => typeof text === 'string' && text !== '');
  const message = typeof words === 'string' ? words : `The service answered with status ${status}.`;
  const requestId = typeof problem.request_id === 'string' ? problem.request_id : undefined;
  const seconds = Number(retryAfter ?? Number.NaN);
  return new ApiFailure(
    kindOf(status),
    message,
    requestId,
    Array.isArray(problem.errors) ? problem.errors.filter(isFieldFault) : [],
    Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  );
}

/** Whatever was thrown, as a failure. */
export function asFailure(thrown: unknown): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown;
  return new ApiFailure('refused', thrown instanceof Error ? thrown.message : String(thrown));
}

function isFieldFault(item: unknown): item is FieldFault {
  const { path, message } = (item ?? {}) as Record<string, unknown>;
  return typeof path === 'string' && typeof message === 'string';
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'absent';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return 'refused';
}
