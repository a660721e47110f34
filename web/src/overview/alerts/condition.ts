import type { Alert } from '../../api/alert.js';
import { formatPlain } from '../../format/number.js';
import { isMeasured } from '../../format/quantity.js';

const WORDS: Record<string, string> = {
  greater_than: 'above',
  greater_than_or_equal: 'at or above',
  less_than: 'below',
  less_than_or_equal: 'at or below',
  equals: 'equal to',
  not_equals: 'other than',
};

/** Why an alert is active, as measured: "system_cpu_usage is 97.2, above 95"; undefined when nothing was measured. */
export function conditionInWords({ metric_name, value, condition, threshold }: Alert): string | undefined {
  if (!metric_name || !isMeasured(value)) return undefined;
  const measured = `${metric_name} is ${formatPlain(value).text}`;
  if (!condition || !isMeasured(threshold)) return measured;
  return `${measured}, ${WORDS[condition] ?? condition} ${formatPlain(threshold).text}`;
}
