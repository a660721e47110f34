import { useMemo } from 'react';
import { useLogSearch } from '../use-log-search.js';
import { hitPattern } from './find-hits.js';
import type { LineLook } from './log-line.js';

/** How lines are shown, as the page's address says. */
export function useLineLook(): LineLook {
  const { search, wrap, columns } = useLogSearch().search;
  return useMemo(
    () => ({ pattern: hitPattern(search), columns: columns ?? [], isWrapped: wrap === 'on' }),
    [search, wrap, columns],
  );
}
