import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Dashboard } from '../api/dashboard.js';
import { ApiFailure, getJson } from '../api/request.js';
import type { TimeWindow } from './window/time-window.js';

/** How often the page asks. It rests while its tab is hidden and asks at once when it is shown again. */
const POLL_MS = 5000;

/** The newest dashboard there is, however old, and why there is no newer one. */
export interface LiveDashboard {
  readonly dashboard?: Dashboard;
  /** When it arrived; epoch milliseconds. */
  readonly receivedAt?: number;
  readonly failure?: ApiFailure;
}

/** Keeps the dashboard of one window up to date. What was shown last stays while another window loads and while nothing answers. */
export function useDashboard(window: TimeWindow, token: string): LiveDashboard {
  const [lastGood, setLastGood] = useState<LiveDashboard>({});
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ['dashboard', window, token],
    queryFn: ({ signal }) => getJson<Dashboard>(`dashboard?window=${window}`, token, signal),
    refetchInterval: POLL_MS,
  });
  useEffect(() => {
    if (data !== undefined) setLastGood({ dashboard: data, receivedAt: dataUpdatedAt });
  }, [data, dataUpdatedAt]);
  const shown = data === undefined ? lastGood : { dashboard: data, receivedAt: dataUpdatedAt };
  return { ...shown, failure: error === null ? undefined : asFailure(error) };
}

function asFailure(error: Error): ApiFailure {
  return error instanceof ApiFailure ? error : new ApiFailure('refused', error.message);
}
