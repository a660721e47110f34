import { attributeKey, compareAttributes } from './compare-attributes.js';
import { periodsOf } from './periods.js';

const trace = (attributes: Record<string, string>) =>
  new Set(Object.entries(attributes).map(([name, value]) => attributeKey(name, value)));

describe('attributes of two sets of traces', () => {
  const earlier = [0, 1, 2, 3].map((at) =>
    trace({ 'students · version': '1.4', 'students · id': `a${at}`, 'students · method': 'GET' }),
  );
  const now = [0, 1, 2, 3].map((at) =>
    trace({ 'students · version': at === 0 ? '1.4' : '1.5', 'students · id': `b${at}`, 'students · method': 'GET' }),
  );

  it('are those whose shares differ, the most first, without what only one trace has', () => {
    expect(compareAttributes(earlier, now)).toEqual([
      { name: 'students · version', value: '1.4', earlier: 1, now: 0.25 },
      { name: 'students · version', value: '1.5', earlier: 0, now: 0.75 },
    ]);
  });

  it('may be none', () => {
    expect(compareAttributes(earlier, earlier)).toEqual([]);
    expect(compareAttributes([], [])).toEqual([]);
  });
});

it.each([
  ['before', { from: 2000, to: 3000 }],
  ['day', { from: 3000 - 86_400_000, to: 4000 - 86_400_000 }],
  ['week', { from: 3000 - 604_800_000, to: 4000 - 604_800_000 }],
] as const)('the period %s', (period, earlier) => {
  expect(periodsOf({ from: 3000, to: 4000 }, period, 9999)).toEqual({ now: { from: 3000, to: 4000 }, earlier });
});
