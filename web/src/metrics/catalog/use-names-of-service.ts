import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { writeTerms } from '../question/tag-terms.js';

/** As many series as one page holds: a service has seldom more. */
const LIMIT = 2000;

/** The names of the metrics that a service has; undefined for any service, or while it is not known. */
export function useNamesOfService(service: string | undefined): ReadonlySet<string> | undefined {
  const tags = writeTerms([{ tag: 'service', comparison: 'is', values: [service ?? ''] }]);
  const { data, isStale } = useGet('/metrics/series', {
    query: { tags, limit: LIMIT },
    enabled: service !== undefined,
  });
  return useMemo(
    () =>
      service === undefined || data === undefined || isStale
        ? undefined
        : new Set(data.items.map(({ metric_name }) => metric_name)),
    [service, data, isStale],
  );
}
