import { Problem } from '../http/problem.js';

/** What is answered for a trace that is not there. */
export function unknownTrace(traceId: string): Problem {
  return Problem.of(404, `No span of the trace ${traceId.slice(0, 128)} has arrived, or it has expired.`);
}
