import { groupsOf, linesOf, timestampsOf } from './metric-lines.js';

const TIMES = ['2026-11-28T04:00:00.000Z', '2026-11-28T04:01:00.000Z'];
const group = (tags: Record<string, string>, ...values: (number | null)[]) => ({
  tags,
  points: values.map((value, at) => ({ timestamp: TIMES[at]!, value })),
});
const answer = (name: string, items: ReturnType<typeof group>[]) => ({
  name,
  metric_name: name,
  aggregation: 'avg',
  expression: null,
  unit: null,
  step_seconds: 60,
  items,
});
const ANSWERS = {
  start_time: TIMES[0]!,
  end_time: TIMES[1]!,
  items: [
    answer('absent', []),
    answer('load', [group({}, 1, null)]),
    answer('disk', [group({ mount: '/' }, 10, 11), group({ mount: '/data' }, null, 90), group({}, 5, 5)]),
  ],
};

describe('linesOf', () => {
  it('gives one line for each metric, empty where nothing was measured', () => {
    expect(
      linesOf(ANSWERS, [
        { metric: 'load', label: '1 min', ink: 'chart-2' },
        { metric: 'absent', label: '5 min' },
      ]),
    ).toEqual([
      { label: '1 min', ink: 'chart-2', points: [1, null] },
      { label: '5 min', ink: undefined, points: [] },
    ]);
  });

  it('gives one line for each value of a tag', () => {
    expect(linesOf(ANSWERS, [{ metric: 'disk', label: 'other' }], 'mount')).toEqual([
      { label: '/', points: [10, 11] },
      { label: '/data', points: [null, 90] },
      { label: 'other', points: [5, 5] },
    ]);
  });
});

it('knows the groups and times of the answers', () => {
  expect(groupsOf(ANSWERS, 'disk')).toHaveLength(3);
  expect(groupsOf(undefined, 'disk')).toEqual([]);
  expect(timestampsOf(ANSWERS)).toEqual(TIMES);
});
