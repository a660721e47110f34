import { type Matcher, type Method, RULE_DEFAULTS, type Rule, type RuleRequest, type RuleTerms } from '../rule.js';

/** A number that is being typed: empty while there is none. */
export type Figure = number | '';
/** A name and a text, in the order they were written. */
export type Pair = readonly [name: string, text: string];

/** The second metric of a share. */
export interface DivisorDraft {
  readonly metric_name: string;
  /** Empty: the same as the rule's own. */
  readonly aggregation: string;
  readonly matchers: readonly Matcher[];
  readonly multiply: Figure;
  readonly minimum: Figure;
}

/** A method whose numbers are being typed. */
export type MethodDraft = { readonly type: Method['type'] } & Readonly<Record<string, unknown>>;

/** A rule while it is written. Nothing in it is checked: what is missing or wrong stays as it was typed, and the API says so. */
export interface RuleDraft {
  readonly name: string;
  readonly description: string;
  readonly metric_name: string;
  readonly aggregation: string;
  readonly window_seconds: Figure;
  readonly matchers: readonly Matcher[];
  readonly group_by: readonly string[];
  readonly divide_by: DivisorDraft | null;
  readonly method: MethodDraft | null;
  readonly condition: Rule['condition'];
  readonly threshold: Figure;
  readonly resolve_threshold: Figure;
  readonly duration: Figure;
  readonly keep_firing_for: Figure;
  readonly severity: Rule['severity'];
  readonly notification_channels: readonly string[];
  readonly escalation_policy: string | null;
  readonly cooldown_seconds: Figure;
  readonly missing_data: Rule['missing_data'];
  readonly runbook_url: string;
  readonly labels: readonly Pair[];
  readonly annotations: readonly Pair[];
  readonly enabled: boolean;
}

/** A rule about nothing yet. */
export const EMPTY_DRAFT: RuleDraft = {
  name: '',
  description: '',
  metric_name: '',
  aggregation: RULE_DEFAULTS.aggregation,
  window_seconds: RULE_DEFAULTS.window_seconds,
  matchers: [],
  group_by: [],
  divide_by: null,
  method: null,
  condition: 'gt',
  threshold: '',
  resolve_threshold: '',
  duration: 300,
  keep_firing_for: 0,
  severity: 'warning',
  notification_channels: RULE_DEFAULTS.notification_channels,
  escalation_policy: null,
  cooldown_seconds: RULE_DEFAULTS.cooldown_seconds,
  missing_data: RULE_DEFAULTS.missing_data,
  runbook_url: '',
  labels: [],
  annotations: [],
  enabled: true,
};

/** A rule as it can be edited. */
export function draftOf(rule: Rule): RuleDraft {
  const { divide_by, method } = rule;
  return {
    ...rule,
    metric_name: rule.metric_name ?? '',
    divide_by: divide_by && {
      metric_name: divide_by.metric_name,
      aggregation: divide_by.aggregation ?? '',
      matchers: divide_by.matchers ?? [],
      multiply: divide_by.multiply ?? '',
      minimum: divide_by.minimum ?? '',
    },
    method: method ? { ...method } : null,
    resolve_threshold: rule.resolve_threshold ?? '',
    runbook_url: rule.runbook_url ?? '',
    labels: Object.entries(rule.labels),
    annotations: Object.entries(rule.annotations),
  };
}

/**
 * A draft as the API takes it. A number that is missing is sent as null, so that the API finds fault with it in place of taking its default
 * (for a new rule) or leaving the old one (for a change).
 */
export function requestOf(draft: RuleDraft): RuleRequest {
  const { divide_by } = draft;
  const request = {
    name: draft.name.trim(),
    description: draft.description,
    metric_name: draft.metric_name.trim() || null,
    aggregation: draft.aggregation.trim(),
    window_seconds: figure(draft.window_seconds),
    matchers: draft.matchers,
    group_by: draft.group_by,
    divide_by: divide_by && {
      metric_name: divide_by.metric_name.trim(),
      matchers: divide_by.matchers,
      ...(divide_by.aggregation === '' ? {} : { aggregation: divide_by.aggregation }),
      ...(divide_by.multiply === '' ? {} : { multiply: divide_by.multiply }),
      ...(divide_by.minimum === '' ? {} : { minimum: divide_by.minimum }),
    },
    method: draft.method && withoutEmpty(draft.method),
    condition: draft.condition,
    threshold: figure(draft.threshold),
    resolve_threshold: figure(draft.resolve_threshold),
    duration: figure(draft.duration),
    keep_firing_for: figure(draft.keep_firing_for),
    severity: draft.severity,
    notification_channels: draft.notification_channels,
    escalation_policy: draft.escalation_policy,
    cooldown_seconds: figure(draft.cooldown_seconds),
    missing_data: draft.missing_data,
    runbook_url: draft.runbook_url.trim() || null,
    labels: objectOf(draft.labels),
    annotations: objectOf(draft.annotations),
    enabled: draft.enabled,
  };
  // Nulls where the API wants numbers are meant to be refused by it.
  return request as unknown as RuleRequest;
}

/** What of a rule a draft changes, for `PATCH`. */
export function changesOf(before: RuleDraft, after: RuleDraft): Partial<RuleRequest> {
  const old = requestOf(before) as Record<string, unknown>;
  const changed = Object.entries(requestOf(after)).filter(
    ([term, value]) => JSON.stringify(value) !== JSON.stringify(old[term]),
  );
  return Object.fromEntries(changed);
}

/** A draft's terms for words and charts; undefined while too little is known. */
export function termsOf(draft: RuleDraft): RuleTerms | undefined {
  const isMeasured = draft.metric_name.trim() !== '' || draft.method?.type === 'error_groups';
  if (!isMeasured || draft.threshold === '' || draft.window_seconds === '') return undefined;
  if (draft.divide_by !== null && draft.divide_by.metric_name.trim() === '') return undefined;
  if (draft.method !== null && Object.values(draft.method).includes('')) return undefined;
  const { metric_name, ...request } = requestOf(draft);
  return { ...request, metric_name: metric_name ?? null, duration: draft.duration || 0 } as RuleTerms;
}

/** What a draft measures, while the threshold is still missing too: its values help to choose one. */
export function measuredTermsOf(draft: RuleDraft): RuleTerms | undefined {
  return termsOf({ ...draft, threshold: draft.threshold === '' ? 0 : draft.threshold });
}

function figure(value: Figure): number | null {
  return value === '' ? null : value;
}

function withoutEmpty(method: MethodDraft): object {
  return Object.fromEntries(Object.entries(method).filter(([, value]) => value !== '' && value !== null));
}

/** Pairs without a name and a text are rows that somebody has only begun. */
function objectOf(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(pairs.filter(([name, text]) => name !== '' || text !== ''));
}
