import type { components } from '../api/schema.js';

type Schemas = components['schemas'];

/** An alert as `GET /alerts` lists it. Every text in it is from outside. */
export type Alert = Schemas['AlertView'];
/** An alert with its history and notifications. */
export type AlertDetail = Schemas['AlertDetail'];
/** What an alert comes from. */
export type AlertRule = Schemas['AlertRuleView'];
/** Of which alerts nobody is told for a while. */
export type Silence = Schemas['SilenceView'];
/** A condition on a tag or label of an alert. */
export type Matcher = Schemas['MatcherField'];

/** Since when: it fires, or its condition was seen to hold; epoch milliseconds. */
export function sinceOf({ fired_at, started_at }: Pick<Alert, 'fired_at' | 'started_at'>): number {
  return Date.parse(fired_at ?? started_at);
}
