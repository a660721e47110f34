import { useDebouncedValue } from '@mantine/hooks';
import type { components } from '../../api/schema.js';
import { useGet } from '../../api/use-get.js';

type Metric = components['schemas']['MetricNameView'];

const PAUSE_MS = 250;

/** Metrics whose names contain what is being typed, and the one that is named exactly so. */
export function useMetric(typed: string): { suggestions: readonly Metric[]; metric: Metric | undefined } {
  const [search] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const { data } = useGet('/metrics/names', { query: { search: search || undefined, limit: 100 } });
  const suggestions = data?.items ?? [];
  return { suggestions, metric: suggestions.find(({ metric_name }) => metric_name === typed.trim()) };
}
