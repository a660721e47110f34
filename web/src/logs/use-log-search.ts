import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { LogSearch } from './log-search.js';

const route = getRouteApi('/logs');

interface ChosenSearch {
  readonly search: LogSearch;
  /** Changes some of it; what is undefined is taken out. */
  readonly change: (patch: Partial<LogSearch>) => void;
}

/** What the page's address says of the log, and the way to change it. */
export function useLogSearch(): ChosenSearch {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (patch: Partial<LogSearch>) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  return { search, change };
}
