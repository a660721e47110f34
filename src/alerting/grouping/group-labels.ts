import type { Grouping } from '../../config/grouping.js';
import type { AlertPart } from '../messages/alert-message.js';
import { matchableTags } from '../muting/match-alert.js';

/** What an alert's group has in common, in the order of `group_by`; what the alert has not is empty. */
export function groupLabels({ group_by }: Pick<Grouping, 'group_by'>, alert: AlertPart): Record<string, string> {
  const tags = matchableTags({ ...alert, ruleId: alert.rule_id });
  return Object.fromEntries(group_by.map((tag) => [tag, Object.hasOwn(tags, tag) ? tags[tag]! : '']));
}
