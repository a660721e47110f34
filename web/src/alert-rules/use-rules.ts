import { useMemo } from 'react';
import { useGet } from '../api/use-get.js';
import type { RuleRow } from './filter-rules.js';
import { ruleInWords } from './rule-in-words.js';
import { countByRule, type OpenCounts, stateOf } from './rule-state.js';

const TOPICS = ['alerts', 'configuration'] as const;
/** The most the API lists at once. */
const MOST_ALERTS = 1000;
const MOST_METRICS = 2000;

/** Every rule with its state and its condition in words. */
export function useRules() {
  const rules = useGet('/alert-rules', { topics: [...TOPICS, 'metrics'] });
  const alerts = useGet('/alerts', { query: { limit: MOST_ALERTS }, topics: TOPICS });
  const metrics = useGet('/metrics/names', { query: { limit: MOST_METRICS } });
  const counts = useMemo((): ReadonlyMap<string, OpenCounts> => countByRule(alerts.data?.items ?? []), [alerts.data]);
  const rows = useMemo((): RuleRow[] => {
    const units = new Map((metrics.data?.items ?? []).map(({ metric_name, unit }) => [metric_name, unit]));
    return (rules.data?.items ?? []).map((rule) => ({
      rule,
      state: stateOf(rule, counts.get(rule.rule_id)),
      words: ruleInWords(rule, units.get(rule.metric_name ?? '')),
    }));
  }, [rules.data, counts, metrics.data]);
  return { rules, rows, counts };
}
