import { patternFault } from '../../database/patterns/translate-pattern.js';
import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import type { AlertRule } from './alert-rule.entity.js';
import type { Matcher } from './matcher.js';

/** Whether a rule's regular expressions are any that will be matched. @throws Problem 422 with the path of each that is none */
export function checkExpressions(rule: Partial<Pick<AlertRule, 'matchers' | 'divideBy'>>): void {
  const faults = [...faultsOf(rule.matchers, 'matchers'), ...faultsOf(rule.divideBy?.matchers, 'divide_by.matchers')];
  if (faults.length > 0) throw Problem.invalid(faults);
}

function faultsOf(matchers: Matcher[] = [], path: string): InputFault[] {
  const faults: InputFault[] = [];
  for (const [index, { operator, value }] of matchers.entries()) {
    const message = operator.endsWith('~') ? patternFault(value) : undefined;
    if (message) faults.push({ path: `${path}[${index}].value`, message });
  }
  return faults;
}
