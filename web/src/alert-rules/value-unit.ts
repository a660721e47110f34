import { formatPercent, formatPlain } from '../format/number.js';
import { type Measured, NO_BREAK, type Quantity } from '../format/quantity.js';
import { formatOfUnit } from '../format/unit.js';
import type { RuleTerms } from './rule.js';

/** The terms that decide what a rule's value is measured in. */
export type UnitTerms = Pick<RuleTerms, 'aggregation' | 'method' | 'divide_by'>;

const SIGNS: Readonly<Record<string, string>> = { percent: '%', By: 'bytes', '1': '', ratio: '' };

/** What stands behind a rule's threshold: the metric's unit, or what the kind of rule makes of it. */
export function unitOf({ aggregation, method, divide_by }: UnitTerms, metricUnit: string | null | undefined): string {
  if (method?.type === 'burn_rate') return '×';
  if (method?.type === 'error_groups') return 'events';
  if (method?.type === 'anomaly') return '';
  if (method?.type === 'change' && method.as !== 'difference') return '%';
  if (divide_by) return divide_by.multiply === 100 ? '%' : '';
  if (aggregation === 'count') return 'values';
  const sign = metricUnit ? (SIGNS[metricUnit] ?? metricUnit) : '';
  return aggregation === 'rate' ? `${sign}/s` : sign;
}

/** A threshold as it was set, to the last digit, with its unit. */
export function spellThreshold(value: number, unit: string): string {
  const figure = value.toLocaleString('en', { maximumFractionDigits: 20 });
  if (unit === '') return figure;
  return unit.startsWith('/') ? `${figure}${unit}` : `${figure}${NO_BREAK}${unit}`;
}

/** How measured values of a rule are spelled on its chart. */
export function valueFormat(terms: UnitTerms, metricUnit: string | null | undefined): (value: Measured) => Quantity {
  const unit = unitOf(terms, metricUnit);
  if (unit === '%') return formatPercent;
  if (unit === '×') return (value) => ({ ...formatPlain(value), unit: '×' });
  if (terms.method?.type === 'anomaly' || terms.method?.type === 'forecast' || !terms.divide_by) {
    return formatOfUnit(metricUnit, terms.aggregation === 'rate');
  }
  return formatPlain;
}
