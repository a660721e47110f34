/** One fault of the input. */
export class InputFault {
  /**
   * Where the fault is.
   * @example "[3].tags.endpoint"
   */
  path: string;

  /**
   * What is wrong and what is expected.
   * @example "must be a string"
   */
  message: string;
}

/** RFC 9457 problem details: every answer that is not a success has this form. */
export class ProblemDetails {
  /** @example "about:blank" */
  type: string;

  /** @example "Unprocessable Content" */
  title: string;

  /** @example 422 */
  status: number;

  /** What happened, in a sentence for the caller. */
  detail?: string;

  /** @example "/api/v1/monitoring/metrics" */
  instance: string;

  /** The request's id, as in the header `X-Request-ID` and in the service's log. */
  request_id: string;

  /** For bad input: every fault that was found. */
  errors?: InputFault[];
}
