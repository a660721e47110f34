import { type Kind, SECURITY_METRIC } from '../kinds.js';
import type { DivisorDraft, MethodDraft, RuleDraft } from './draft.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

const METHODS: Readonly<Partial<Record<Kind, MethodDraft>>> = {
  change: { type: 'change', offset: 7 * DAY, as: 'percent' },
  anomaly: { type: 'anomaly', training_days: 14, direction: 'both' },
  forecast: { type: 'forecast', history: 6 * HOUR, horizon: DAY },
  burn_rate: { type: 'burn_rate', objective: 99.9, long_window: HOUR, short_window: 300 },
  error_groups: { type: 'error_groups', events: ['new', 'regressed'] },
};

const SHARE: DivisorDraft = { metric_name: '', aggregation: '', matchers: [], multiply: 100, minimum: '' };

/** Where each kind starts from. What somebody has already said of the metric stays. */
const STARTS: Readonly<Record<Kind, Partial<RuleDraft>>> = {
  threshold: {},
  ratio: { aggregation: 'increase', window_seconds: 120, threshold: 5 },
  absence: { aggregation: 'count', condition: 'lt', threshold: 1, missing_data: 'fire', duration: 600 },
  change: { condition: 'lt', threshold: -50, window_seconds: HOUR, duration: 600 },
  anomaly: { condition: 'gt', threshold: 3, window_seconds: 900, duration: 1800 },
  forecast: { condition: 'gte', threshold: 100, window_seconds: 300, duration: 600 },
  burn_rate: { aggregation: 'increase', condition: 'gt', threshold: 14.4, duration: 0, severity: 'critical' },
  error_groups: {
    condition: 'gte',
    threshold: 1,
    window_seconds: 900,
    duration: 0,
    group_by: [],
    missing_data: 'keep',
  },
  security: {
    metric_name: SECURITY_METRIC,
    aggregation: 'increase',
    window_seconds: 300,
    condition: 'gt',
    threshold: 0,
    duration: 0,
    matchers: [{ tag: 'severity', operator: '=~', value: 'error|critical' }],
    group_by: ['service', 'event_type'],
    missing_data: 'resolve',
  },
};

/** Turns a draft into a rule of another kind. */
export function chooseKind(draft: RuleDraft, kind: Kind): RuleDraft {
  const needsDivisor = kind === 'ratio' || kind === 'burn_rate';
  const mayDivide = needsDivisor || kind === 'change';
  const leavesSilence = draft.missing_data === 'fire' && kind !== 'absence';
  const leavesSecurity = draft.metric_name === SECURITY_METRIC && kind !== 'security';
  return {
    ...draft,
    ...(leavesSilence ? { missing_data: 'keep', aggregation: 'avg', condition: 'gt', threshold: '' } : {}),
    ...(leavesSecurity ? { metric_name: '', matchers: [], group_by: [] } : {}),
    ...STARTS[kind],
    method: METHODS[kind] ?? null,
    divide_by: mayDivide
      ? (draft.divide_by ?? (needsDivisor ? { ...SHARE, metric_name: draft.metric_name } : null))
      : null,
  };
}
