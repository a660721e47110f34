import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { type MethodTerms, methodFaults } from '../methods/check-method.js';
import type { AlertRule } from './alert-rule.entity.js';

type Terms = MethodTerms & Pick<AlertRule, 'resolveThreshold'>;

/** Whether the terms of a rule go together. @throws Problem 422 with the path of what does not */
export function checkTerms(terms: Terms): void {
  const faults: InputFault[] = methodFaults(terms);
  const message = resolveThresholdFault(terms);
  if (message) faults.push({ path: 'resolve_threshold', message });
  if (faults.length > 0) throw Problem.invalid(faults);
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
