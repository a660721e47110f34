import type { ApiFailure } from '../../api/failure.js';

/** What the service found fault with in one field; undefined when nothing. */
export function faultAt(failure: ApiFailure | undefined, path: string): string | undefined {
  const found = failure?.faults.filter((fault) => fault.path === path).map(({ message }) => message);
  return found === undefined || found.length === 0 ? undefined : found.join('; ');
}

/** The same of a field and all that is in it: `matchers`, `matchers[0]`, `matchers[0].value`. */
export function faultWithin(failure: ApiFailure | undefined, path: string): string | undefined {
  const found = failure?.faults.filter((fault) => isWithin(fault.path, path)).map(({ message }) => message);
  return found === undefined || found.length === 0 ? undefined : found.join('; ');
}

/** The faults that none of the fields shows. */
export function faultsElsewhere(failure: ApiFailure | undefined, shown: readonly string[]): ApiFailure['faults'] {
  return failure?.faults.filter((fault) => !shown.some((path) => isWithin(fault.path, path))) ?? [];
}

function isWithin(fault: string, path: string): boolean {
  return fault === path || fault.startsWith(`${path}.`) || fault.startsWith(`${path}[`);
}
