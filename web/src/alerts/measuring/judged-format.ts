import { formatCount, formatPercent, formatPlain } from '../../format/number.js';
import { type Measured, type Quantity, spell } from '../../format/quantity.js';
import { formatOfUnit } from '../../format/unit.js';
import type { Alert } from '../alert.js';
import type { Terms } from './measure-rule.js';

type Format = (value: Measured) => Quantity;

/** How the metric of a rule is spelled on its chart, by the metric's unit. */
export function chartFormat(terms: Terms | undefined, unit: string | null | undefined): Format {
  if (terms?.method?.type === 'burn_rate' || terms?.divide_by?.multiply === 100) return formatPercent;
  if (terms?.divide_by) return formatPlain;
  if (terms?.aggregation === 'count') return formatCount;
  return formatOfUnit(unit, terms?.aggregation === 'rate');
}

/** How the value that a rule compares with its threshold is spelled: not always in the unit of its metric. */
export function judgedFormat(terms: Terms | undefined, unit: string | null | undefined): Format {
  switch (terms?.method?.type) {
    case 'change':
      return terms.method.as === 'difference' ? chartFormat(terms, unit) : formatPercent;
    case 'burn_rate':
      return (value) => ({ ...formatPlain(value), unit: '× the budget' });
    case 'anomaly':
      return (value) => ({ ...formatPlain(value), unit: 'half widths from usual' });
    case 'error_groups':
      return formatCount;
    default:
      return chartFormat(terms, unit);
  }
}

const WORDS = {
  gt: 'above',
  gte: 'at or above',
  lt: 'below',
  lte: 'at or below',
  eq: 'at exactly',
  neq: 'at anything but',
};

/** When it fires: "above 5 %"; undefined for an alert that compares nothing. */
export function limitInWords({ condition, threshold }: Pick<Alert, 'condition' | 'threshold'>, format: Format) {
  if (condition === null || threshold === null) return undefined;
  return `${WORDS[condition] ?? condition} ${spell(format(threshold))}`;
}
