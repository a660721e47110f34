import { Problem } from '../../http/problem.js';
import type { AlertRule } from './alert-rule.entity.js';

type Terms = Pick<AlertRule, 'condition' | 'threshold' | 'resolveThreshold'>;

/** Whether the terms of a rule go together. @throws Problem 422 with the path of what does not */
export function checkTerms(terms: Terms): void {
  const message = resolveThresholdFault(terms);
  if (message) throw Problem.invalid([{ path: 'resolve_threshold', message }]);
}

/** An alert must not be able to end while its condition holds. */
function resolveThresholdFault({ condition, threshold, resolveThreshold }: Terms): string | undefined {
  if (resolveThreshold === null) return undefined;
  if (condition === 'eq' || condition === 'neq') return `goes with gt, gte, lt and lte, not with ${condition}`;
  const isAbove = condition === 'gt' || condition === 'gte';
  if (isAbove && resolveThreshold > threshold) return `must not be above the threshold of ${threshold}`;
  if (!isAbove && resolveThreshold < threshold) return `must not be below the threshold of ${threshold}`;
  return undefined;
}
