import { api } from '../api/request.js';
import { useChange } from '../api/use-change.js';
import type { Rule } from './rule.js';
import { useRemoval } from './use-removal.js';

const TOPICS = ['alerts', 'configuration'] as const;

/** Turns rules on and off. */
export function useEnabling() {
  return useChange(
    ({ rule, enabled }: { rule: Rule; enabled: boolean }) =>
      api.PATCH('/alert-rules/{rule_id}', { params: { path: { rule_id: rule.rule_id } }, body: { enabled } }),
    { topics: TOPICS, done: (_, { rule, enabled }) => `${rule.name} is ${enabled ? 'on' : 'off'}` },
  );
}

/** Deletes rules. @param leave goes away from the page of the one that is deleted */
export function useDeleting(leave?: () => Promise<void>) {
  return useRemoval(
    (rule: Rule) => api.DELETE('/alert-rules/{rule_id}', { params: { path: { rule_id: rule.rule_id } } }),
    { done: ({ name }) => `${name} is deleted`, leave },
  );
}
