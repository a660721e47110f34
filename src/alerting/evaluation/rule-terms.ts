import type { AlertRule } from '../rules/alert-rule.entity.js';
import type { Reading, RuleTerms } from './evaluate-rule.js';
import { remembers } from './group-memory.js';
import type { GroupValue } from './measure-rule.js';

/** What the state machine needs of a rule. @param longestStepMs the most that one evaluation may add to what is counted */
export function termsOf(
  rule: Pick<
    AlertRule,
    'condition' | 'threshold' | 'resolveThreshold' | 'missingData' | 'duration' | 'keepFiringFor' | 'cooldownSeconds'
  >,
  longestStepMs: number,
): RuleTerms {
  return {
    ...rule,
    durationMs: rule.duration * 1000,
    keepFiringMs: rule.keepFiringFor * 1000,
    cooldownMs: rule.cooldownSeconds * 1000,
    longestStepMs,
  };
}

/** What an evaluation finds of a group. @param group undefined: nothing was found of it */
export function readingOf(
  { missingData, method }: Pick<AlertRule, 'missingData' | 'method'>,
  group: GroupValue | undefined,
): Reading {
  // No events are none of them, not missing data.
  if (!group && method?.type === 'error_groups') return 0;
  if (!group) return remembers(missingData) ? 'gone' : 'missing';
  return group.value ?? (group.isSilent ? 'silent' : 'missing');
}
