import type { Rule, RuleTerms } from './rule.js';

/** What a rule looks for, as people choose it. The API knows some of these by their terms alone. */
export const KINDS = [
  'threshold',
  'ratio',
  'absence',
  'change',
  'anomaly',
  'forecast',
  'burn_rate',
  'error_groups',
  'security',
] as const;
export type Kind = (typeof KINDS)[number];

interface KindWords {
  readonly label: string;
  /** In a column of a table. */
  readonly short: string;
  /** What it is for, in a sentence. */
  readonly about: string;
}

export const KIND_WORDS: Readonly<Record<Kind, KindWords>> = {
  threshold: {
    label: 'Metric crosses a limit',
    short: 'Metric',
    about: 'A metric is above or below a number: latency, CPU, queue length.',
  },
  ratio: {
    label: 'Share crosses a limit',
    short: 'Share',
    about: 'One metric divided by another: failed requests among all of them.',
  },
  absence: {
    label: 'Silence',
    short: 'Silence',
    about: 'Something that should report does not: a nightly job, a heartbeat.',
  },
  change: {
    label: 'Sudden change',
    short: 'Change',
    about: 'Much more or less than at the same time yesterday or last week.',
  },
  anomaly: {
    label: 'Unusual for the time',
    short: 'Anomaly',
    about: 'Far from what is usual at this hour and weekday, learned from the past.',
  },
  forecast: {
    label: 'Will cross a limit',
    short: 'Forecast',
    about: 'The trend leads over a limit some hours ahead: a disk that fills.',
  },
  burn_rate: {
    label: 'Error budget burns',
    short: 'Error budget',
    about: 'Failures use up the budget of a service level faster than allowed.',
  },
  error_groups: {
    label: 'New or returning errors',
    short: 'Errors',
    about: 'An error never seen before, one that came back, or a sudden pile of one.',
  },
  security: { label: 'Security events', short: 'Security', about: 'Attacks and refusals that the services reported.' },
};

/** The counter of security events that the service keeps itself. */
export const SECURITY_METRIC = 'security_events_total';

/** Which kind a rule is of, by its terms. */
export function kindOf(rule: Pick<RuleTerms, 'method' | 'divide_by' | 'metric_name'> & AbsenceTerms): Kind {
  if (rule.method) return rule.method.type;
  if (rule.divide_by) return 'ratio';
  if (isAbsence(rule)) return 'absence';
  return rule.metric_name === SECURITY_METRIC ? 'security' : 'threshold';
}

type AbsenceTerms = Pick<Rule, 'missing_data' | 'aggregation' | 'condition'> & { threshold: number | '' };

/** A rule that fires at silence alone: fewer values than one, and silence counts as that. */
function isAbsence({ missing_data, aggregation, condition, threshold }: AbsenceTerms): boolean {
  return missing_data === 'fire' && aggregation === 'count' && condition === 'lt' && threshold !== '' && threshold <= 1;
}
