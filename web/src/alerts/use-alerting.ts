import { useMemo } from 'react';
import { useGet } from '../api/use-get.js';
import type { AlertRule, Silence } from './alert.js';

const NO_RULES: ReadonlyMap<string, AlertRule> = new Map();
const NO_SILENCES: readonly Silence[] = [];

/** Every rule by its id; none while they are on their way. */
export function useRules(): ReadonlyMap<string, AlertRule> {
  const { data } = useGet('/alert-rules', { topics: ['alerts', 'configuration'] });
  return useMemo(
    () => (data === undefined ? NO_RULES : new Map(data.items.map((rule) => [rule.rule_id, rule]))),
    [data],
  );
}

/** The silences that hold or will; none while they are on their way. */
export function useSilences(): readonly Silence[] {
  return useGet('/silences', { topics: ['alerts'] }).data?.items ?? NO_SILENCES;
}

/** The open alerts, for what has to be compared with them. */
export function useOpenAlerts() {
  return useGet('/alerts', { query: { limit: 1000 }, topics: ['alerts'] });
}
