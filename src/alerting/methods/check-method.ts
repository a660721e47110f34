import type { InputFault } from '../../http/problem.dto.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';

/** Of a forecast: fewer windows make no line, more are too many values to read every time. */
const MIN_STEPS = 10;
const MAX_STEPS = 1000;

/** Of an anomaly: full hours are made of them, so that the seasons are whole, and there are not too many to train on. */
const ANOMALY_WINDOWS = [300, 600, 900, 1200, 1800, 3600];

export type MethodTerms = Pick<
  AlertRule,
  'method' | 'metricName' | 'divideBy' | 'windowSeconds' | 'groupBy' | 'condition' | 'threshold' | 'missingData'
>;

/** What of a rule does not go with its method. */
export function methodFaults(terms: MethodTerms): InputFault[] {
  const { method, metricName, divideBy, windowSeconds } = terms;
  const faults: InputFault[] = [];
  const must = (holds: boolean, path: string, message: string) => {
    if (!holds) faults.push({ path, message });
  };
  must(metricName !== null || method?.type === 'error_groups', 'metric_name', 'is needed to measure anything');
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
  if (method?.type === 'error_groups') {
    const { condition, threshold, groupBy, missingData } = terms;
    must(divideBy === null, 'divide_by', 'does not go with error_groups');
    must(
      groupBy.length === 0,
      'group_by',
      'does not go with error_groups: each group of errors has an alert of its own',
    );
    must(condition === 'gt' || condition === 'gte', 'condition', 'must be gt or gte for error_groups');
    must(threshold > 0 || (threshold === 0 && condition === 'gt'), 'threshold', 'must not be met by no events at all');
    must(
      missingData === 'keep' || missingData === 'resolve',
      'missing_data',
      'must be keep or resolve for error_groups, where no events are 0',
    );
  }
  if (method?.type === 'anomaly') {
    must(
      ANOMALY_WINDOWS.includes(windowSeconds),
      'window_seconds',
      `must be one of ${ANOMALY_WINDOWS.join(', ')} for an anomaly`,
    );
  }
  return faults;
}
