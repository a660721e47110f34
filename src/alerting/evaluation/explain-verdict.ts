import { shortNumber } from '../messages/chart.js';
import { type Condition, conditionSymbol } from '../rules/condition.js';
import {
  FLAPPING_HOLD_MS,
  type GroupPast,
  type OpenState,
  type Reading,
  type RuleTerms,
  type Verdict,
} from './evaluate-rule.js';

/** What a verdict follows from; `now` is epoch ms. */
export interface Judged {
  terms: RuleTerms;
  open: OpenState | undefined;
  reading: Reading;
  past: GroupPast;
  now: number;
}

/** Why a group fires or does not, in a few words: `97 > 80, held for 2 min of 5 min`. */
export function explainVerdict(verdict: Verdict, judged: Judged): string {
  const reasons = [stateWords(verdict, judged), untoldWords(verdict, judged)];
  return reasons.filter(Boolean).join('; ');
}

function stateWords(verdict: Verdict, { terms, open, reading, now }: Judged): string {
  const { status, heldMs, clearMs, missingSince, isFlapping } = verdict;
  if (reading === 'gone') return open ? 'silent for a day: forgotten' : 'no data';
  if (reading === 'missing') {
    if (status === 'resolved') return 'no data: over';
    if (status === 'inactive') return open ? 'no data for as long as it would have had to hold: dropped' : 'no data';
    return `no data for ${duration(now - (missingSince ?? now))}: kept as it was`;
  }
  const limit = open?.status === 'firing' ? (terms.resolveThreshold ?? terms.threshold) : terms.threshold;
  const beyond = `${conditionSymbol(terms.condition)} ${shortNumber(limit)}`;
  const found = reading === 'silent' ? 'reported before and is silent' : `${shortNumber(reading)} ${beyond}`;
  const cleared = reading === 'silent' ? found : notBeyond(reading, terms.condition, limit);
  if (status === 'inactive' || status === 'resolved') return cleared;
  if (status === 'pending') return `${found}, held for ${duration(heldMs)} of ${duration(terms.durationMs)}`;
  if (clearMs === null) return open?.status === 'firing' ? `${found}, still` : found;
  const needed = isFlapping ? Math.max(terms.keepFiringMs, FLAPPING_HOLD_MS) : terms.keepFiringMs;
  const why = isFlapping && needed > terms.keepFiringMs ? ' because it is flapping' : '';
  return `${cleared} for ${duration(clearMs)}, fires on until that has lasted ${duration(needed)}${why}`;
}

/** Says that a value does not meet a condition: `12.5 is not > 80`. */
export function notBeyond(value: number, condition: Condition, limit: number): string {
  return `${shortNumber(value)} is not ${conditionSymbol(condition)} ${shortNumber(limit)}`;
}

/** Why nobody is told, as far as the rule itself says. */
function untoldWords({ status, notify }: Verdict, { terms, open, past, now }: Judged): string {
  if (status !== 'firing' || notify !== null || (open?.notifiedAt ?? null) !== null) return '';
  if (past.lastNotifiedAt === null) return '';
  return `not told for another ${duration(past.lastNotifiedAt + terms.cooldownMs - now)}: cooldown`;
}

function duration(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 90 * 60_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}
