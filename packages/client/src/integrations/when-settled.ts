/**
 * What a method returned, with its end told first. Faults are passed on as they are, and a rejection that the caller does not
 * handle stays unhandled; what is no promise is told at once.
 */
export function whenSettled<Result>(
  result: Result,
  ok: (value: Awaited<Result>) => void,
  fail: (fault: unknown) => void = () => undefined,
): Result {
  if (!isThenable(result)) {
    ok(result as Awaited<Result>);
    return result;
  }
  return result.then(
    (value) => {
      ok(value as Awaited<Result>);
      return value;
    },
    (fault: unknown) => {
      fail(fault);
      throw fault;
    },
  ) as Result;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
