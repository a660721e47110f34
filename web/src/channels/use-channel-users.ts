import { useMemo } from 'react';
import { useGet } from '../api/use-get.js';

/** Who names a channel, and would be without it. */
export interface ChannelUsers {
  readonly rules: readonly { readonly rule_id: string; readonly name: string }[];
  readonly policies: readonly string[];
  readonly schedules: readonly string[];
}

const TOPICS = ['configuration', 'alerts'] as const;
const NOBODY: ChannelUsers = { rules: [], policies: [], schedules: [] };

/** Rules, escalation policies and on-call schedules by the channels that they name. */
export function useChannelUsers(): (channel: string) => ChannelUsers {
  const rules = useGet('/alert-rules', { topics: TOPICS });
  const policies = useGet('/escalation-policies', { topics: TOPICS });
  const schedules = useGet('/on-call-schedules', { topics: TOPICS });
  return useMemo(() => {
    const users = new Map<string, ChannelUsers>();
    const add = (channel: string, change: (known: ChannelUsers) => Partial<ChannelUsers>) => {
      const known = users.get(channel) ?? NOBODY;
      users.set(channel, { ...known, ...change(known) });
    };
    for (const rule of rules.data?.items ?? []) {
      for (const name of rule.notification_channels) add(name, (known) => ({ rules: [...known.rules, rule] }));
    }
    for (const { name, steps } of policies.data?.items ?? []) {
      const channels = new Set(steps.flatMap((step) => step.channels ?? []));
      for (const channel of channels) add(channel, (known) => ({ policies: [...known.policies, name] }));
    }
    for (const { name, layers } of schedules.data?.items ?? []) {
      const channels = new Set(layers.flatMap(({ participants }) => participants.flatMap((one) => one.channels)));
      for (const channel of channels) add(channel, (known) => ({ schedules: [...known.schedules, name] }));
    }
    return (channel) => users.get(channel) ?? NOBODY;
  }, [rules.data, policies.data, schedules.data]);
}

/** "3 rules, 1 policy"; empty for nobody. */
export function countUsers({ rules, policies, schedules }: ChannelUsers): string {
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  return [
    ...count(rules.length, 'rule', 'rules'),
    ...count(policies.length, 'policy', 'policies'),
    ...count(schedules.length, 'schedule', 'schedules'),
  ].join(', ');
}
