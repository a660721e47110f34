import type { InputFault } from '../../http/problem.dto.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';

/** What of a rule does not go with its method. */
export function methodFaults({ method, divideBy }: Pick<AlertRule, 'method' | 'divideBy'>): InputFault[] {
  const faults: InputFault[] = [];
  const must = (holds: boolean, path: string, message: string) => {
    if (!holds) faults.push({ path, message });
  };
  if (method?.type === 'burn_rate') {
    must(divideBy !== null, 'divide_by', 'is needed for a burn rate: the rate of failures among all');
    must(method.short_window < method.long_window, 'method.short_window', 'must be shorter than long_window');
  }
  return faults;
}
