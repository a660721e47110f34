import { meetsAll, type PatternTest, tagValue } from '../rules/meets-all.js';
import type { InhibitionRule } from './inhibition-rule.entity.js';
import { type MatchableAlert, matchableTags } from './match-alert.js';
import type { ActiveMute, Suppression } from './mute.js';

type Inhibition = Pick<InhibitionRule, 'inhibitionRuleId' | 'comment' | 'sourceMatchers' | 'targetMatchers' | 'equal'>;

/** What keeps an alert from being told; null when nothing does. */
export function findMute(
  mutes: readonly ActiveMute[],
  alert: MatchableAlert,
  matches: PatternTest,
): Suppression | null {
  const tags = matchableTags(alert);
  const mute = mutes.find(({ matchers }) => meetsAll(matchers, tags, matches));
  return mute ? { kind: mute.kind, id: mute.id, reason: mute.reason } : null;
}

/**
 * The inhibition that hides an alert while one of `firing` fires; null when none does. An alert that meets both sides of a rule is
 * not hidden by another that does so too: they would hide each other.
 */
export function findInhibition(
  rules: readonly Inhibition[],
  target: MatchableAlert,
  firing: readonly MatchableAlert[],
  matches: PatternTest,
): Suppression | null {
  const tags = matchableTags(target);
  const rule = rules.find(({ sourceMatchers, targetMatchers, equal }) => {
    if (!meetsAll(targetMatchers, tags, matches)) return false;
    const isBoth = meetsAll(sourceMatchers, tags, matches);
    return firing.some((source) => {
      const sourceTags = matchableTags(source);
      if (!meetsAll(sourceMatchers, sourceTags, matches)) return false;
      if (isBoth && meetsAll(targetMatchers, sourceTags, matches)) return false;
      return equal.every((tag) => tagValue(sourceTags, tag) === tagValue(tags, tag));
    });
  });
  return rule ? { kind: 'inhibition', id: rule.inhibitionRuleId, reason: rule.comment } : null;
}
