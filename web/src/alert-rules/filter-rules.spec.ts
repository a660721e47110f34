import { filterRules, type RuleRow } from './filter-rules.js';
import type { Rule } from './rule.js';

function row(name: string, rule: Partial<Rule>, state: RuleRow['state'] = 'ok'): RuleRow {
  const base = { description: '', notification_channels: [], escalation_policy: null, severity: 'warning' };
  return { rule: { ...base, name, ...rule } as unknown as Rule, state, words: `${rule.metric_name} > 5` };
}

const rows = [
  row('High CPU', { metric_name: 'cpu', notification_channels: ['email'] }, 'firing'),
  row('Slow answers', { metric_name: 'latency', severity: 'critical', escalation_policy: 'operations' }),
  row('New errors', { metric_name: null, method: { type: 'error_groups', events: ['new'] } }, 'off'),
];
const namesOf = (search: Parameters<typeof filterRules>[1]) => filterRules(rows, search).map(({ rule }) => rule.name);

it.each([
  [{}, ['High CPU', 'Slow answers', 'New errors']],
  [{ q: 'LATENCY slow' }, ['Slow answers']],
  [{ q: 'operations' }, ['Slow answers']],
  [{ q: 'nothing' }, []],
  [{ state: 'firing' }, ['High CPU']],
  [{ kind: 'error_groups' }, ['New errors']],
  [{ severity: 'critical' }, ['Slow answers']],
  [{ channel: 'email' }, ['High CPU']],
  [{ channel: 'email', state: 'off' }, []],
] as const)('%j finds %j', (search, names) => expect(namesOf(search)).toEqual(names));
