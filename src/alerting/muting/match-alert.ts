import type { Alert } from '../alerts/alert.entity.js';

/** What the matchers of a mute look at. */
export type MatchableAlert = Pick<Alert, 'name' | 'severity' | 'source' | 'ruleId' | 'labels' | 'tags'>;

/** The alert's labels and tags by name, and what is known of every alert: name, severity, source and rule_id. */
export function matchableTags({
  name,
  severity,
  source,
  ruleId,
  labels,
  tags,
}: MatchableAlert): Record<string, string> {
  return { ...labels, ...tags, name, severity, source, rule_id: ruleId ?? '' };
}
