/** What Nest's own classes tell of themselves; they may be of any copy and version of it. */
interface Told {
  readonly getStatus?: () => unknown;
  readonly getError?: () => unknown;
}

/**
 * Whether an exception is an answer to the caller rather than a fault of the service: an `HttpException` below 500, and `RpcException` and `WsException`,
 * which applications throw to answer with.
 */
export function isRefusal(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { getStatus, getError } = fault as Told;
  if (typeof getStatus === 'function') {
    const status = getStatus.call(fault);
    return typeof status === 'number' && status < 500;
  }
  return typeof getError === 'function';
}
