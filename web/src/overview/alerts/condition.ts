import type { Alert } from '../../api/alert.js';
import { formatPlain } from '../../format/number.js';
import { isMeasured } from '../../format/quantity.js';

const WORDS: Record<string, string> = {
  gt: 'above',
  gte: 'at or above',
  lt: 'below',
  lte: 'at or below',
  eq: 'at exactly',
  neq: 'at anything but',
};

/** What was measured and what the rule allows: "Measured 97.2, fires above 95"; undefined when nothing was measured. */
export function conditionInWords({ value, condition, threshold }: Alert): string | undefined {
  if (!isMeasured(value)) return undefined;
  const measured = `Measured ${formatPlain(value).text}`;
  if (!condition || !isMeasured(threshold)) return measured;
  return `${measured}, fires ${WORDS[condition] ?? condition} ${formatPlain(threshold).text}`;
}
