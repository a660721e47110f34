import type { InputFault } from '../../http/problem.dto.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';

/** Of a forecast: fewer windows make no line, more are too many values to read every time. */
const MIN_STEPS = 10;
const MAX_STEPS = 1000;

type Terms = Pick<AlertRule, 'method' | 'divideBy' | 'windowSeconds'>;

/** What of a rule does not go with its method. */
export function methodFaults({ method, divideBy, windowSeconds }: Terms): InputFault[] {
  const faults: InputFault[] = [];
  const must = (holds: boolean, path: string, message: string) => {
    if (!holds) faults.push({ path, message });
  };
  if (method?.type === 'burn_rate') {
    must(divideBy !== null, 'divide_by', 'is needed for a burn rate: the rate of failures among all');
    must(method.short_window < method.long_window, 'method.short_window', 'must be shorter than long_window');
  }
  if (method?.type === 'forecast') {
    const steps = method.history / windowSeconds;
    must(
      steps >= MIN_STEPS && steps <= MAX_STEPS,
      'method.history',
      `must be from ${MIN_STEPS} to ${MAX_STEPS} times window_seconds, which is ${windowSeconds}`,
    );
  }
  return faults;
}
