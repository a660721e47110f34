import type { ServiceRow } from '../../api/dashboard.js';

/** Services in the order they need attention: down, then failing most, then busiest, then by name. */
export function sortServices(services: readonly ServiceRow[]): ServiceRow[] {
  return [...services].sort(
    (left, right) =>
      Number(right.up === false) - Number(left.up === false) ||
      (right.error_percent ?? 0) - (left.error_percent ?? 0) ||
      (right.requests_per_second ?? 0) - (left.requests_per_second ?? 0) ||
      left.service.localeCompare(right.service),
  );
}
