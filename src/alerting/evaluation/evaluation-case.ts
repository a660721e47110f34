import { evaluateRule, type OpenState, type Reading, type RuleTerms, type Verdict } from './evaluate-rule.js';

export const MINUTE = 60_000;
export const NOW = Date.UTC(2026, 10, 23, 12);
export const terms: RuleTerms = {
  condition: 'gt',
  threshold: 80,
  resolveThreshold: null,
  durationMs: 5 * MINUTE,
  keepFiringMs: 0,
  cooldownMs: 10 * MINUTE,
  missingData: 'keep',
  longestStepMs: 30_000,
};
export const pending: OpenState = {
  status: 'pending',
  value: 95,
  heldMs: 2 * MINUTE,
  clearMs: null,
  evaluatedAt: NOW - 15_000,
  missingSince: null,
  isFlapping: false,
  notifiedAt: null,
};
export const firing: OpenState = { ...pending, status: 'firing', heldMs: 5 * MINUTE, notifiedAt: NOW - MINUTE };

export interface Case {
  name: string;
  terms?: Partial<RuleTerms>;
  open?: OpenState;
  /** Missing when left out. */
  reading?: Reading;
  lastNotifiedAt?: number | null;
  firings?: number;
  expected: Partial<Verdict>;
}

/** What the evaluation makes of a case. */
export function verdictOf({
  terms: changed,
  open,
  reading = 'missing',
  lastNotifiedAt = null,
  firings = 0,
}: Case): Verdict {
  return evaluateRule({ ...terms, ...changed }, open, reading, NOW, { lastNotifiedAt, firings });
}
