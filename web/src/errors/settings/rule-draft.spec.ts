import { draftOf, isComplete, moved, partsOf } from './rule-draft.js';

const RULE = {
  rule_id: 'r-1',
  name: 'Timeouts',
  position: 10,
  matchers: [{ field: 'type' as const, pattern: '*Timeout' }],
  fingerprint: ['timeout', '{{ tags.host }}'],
  enabled: true,
  created_at: '2026-11-28T12:00:00Z',
  updated_at: '2026-11-28T12:00:00Z',
};

describe('a fingerprint rule while it is written', () => {
  it('has a part of the fingerprint on each line', () => {
    const draft = draftOf(RULE);
    expect(draft.fingerprint).toBe('timeout\n{{ tags.host }}');
    expect(partsOf({ ...draft, fingerprint: ' a \n\n b' })).toEqual(['a', 'b']);
  });

  it('is complete with a name, patterns and parts', () => {
    const draft = draftOf(RULE);
    expect(isComplete(draft)).toBe(true);
    expect(isComplete(draftOf(undefined))).toBe(false);
    expect(isComplete({ ...draft, name: ' ' })).toBe(false);
    expect(isComplete({ ...draft, fingerprint: '\n' })).toBe(false);
    expect(isComplete({ ...draft, matchers: [...draft.matchers, { field: 'file', pattern: '' }] })).toBe(false);
  });
});

describe('the order of rules', () => {
  const rules = [
    { rule_id: 'a', position: 10 },
    { rule_id: 'b', position: 20 },
    { rule_id: 'c', position: 20 },
  ];

  it.each([
    ['b', -1 as const, { a: 20, b: 10, c: 30 }],
    ['a', 1 as const, { a: 20, b: 10, c: 30 }],
    ['c', -1 as const, { a: 10, b: 30, c: 20 }],
    ['a', -1 as const, { a: 10, b: 20, c: 20 }],
    ['c', 1 as const, { a: 10, b: 20, c: 20 }],
    ['unknown', 1 as const, { a: 10, b: 20, c: 20 }],
  ])('changes when %s moves by %d', (ruleId, by, expected) => {
    const positions = Object.fromEntries(rules.map(({ rule_id, position }) => [rule_id, position]));
    for (const change of moved(rules, ruleId, by)) positions[change.ruleId] = change.position;
    expect(positions).toEqual(expected);
  });
});
