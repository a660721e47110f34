import { chartLines, inkPlaces } from './chart-lines.js';
import { summarize, thin } from './summarize.js';
import type { Answered } from './use-answers.js';

const context = { kindOf: () => 'gauge' as const, pastWords: 'week before' };

interface Given {
  name?: string;
  aggregation?: string;
  unit?: string | null;
  offsetMs?: number;
  times?: number[];
  groups: [tags: Record<string, string>, values: (number | null)[]][];
}

function answered({
  name = 'A',
  aggregation = 'avg',
  unit = 'ms',
  offsetMs = 0,
  times = [0, 10, 20],
  groups,
}: Given): Answered {
  return {
    question: { name, metric: 'took', aggregation, groupBy: [], isHidden: false },
    offsetMs,
    answer: { unit, stepMs: 10, times, groups: groups.map(([tags, values]) => ({ tags, values })), hasMore: false },
    span: { from: 0, to: 25 },
    isLoading: false,
    updatedAt: 1,
    refetch: () => undefined,
  };
}

describe('answers on one axis', () => {
  it('are named by their tags, and by their question where there are several', () => {
    const one = chartLines([answered({ groups: [[{}, [1, 2, 3]]] })], context)!;
    expect(one.lines[0]!.label).toBe('average of took');
    const groups: Given['groups'] = [
      [{ service: 'a', route: '' }, [1, 2, 3]],
      [{ service: 'a · (none)' }, [4, 5, 6]],
    ];
    expect(chartLines([answered({ groups })], context)!.lines.map(({ label }) => label)).toEqual([
      'a · (none)',
      'a · (none) #2',
    ]);
    const two = chartLines([answered({ groups }), answered({ name: 'B', groups: [[{}, [1, 2, 3]]] })], context)!;
    expect(two.lines.map(({ label }) => label)).toEqual(['A: a · (none)', 'A: a · (none) #2', 'B: average of took']);
  });

  it('have the past at the times of the present, in its ink', () => {
    const now = answered({ groups: [[{ s: 'x' }, [1, 2, 3]]] });
    const past = answered({ offsetMs: 1000, times: [-1000, -990, -980], groups: [[{ s: 'x' }, [7, 8, 9]]] });
    const { times, lines } = chartLines([now, past], context)!;
    expect(times).toEqual([0, 10, 20]);
    expect(lines[1]).toMatchObject({ label: 'x (week before)', twinOf: 'x', values: [7, 8, 9] });
    expect(inkPlaces(new Map(), lines)).toEqual([0, 0]);
  });

  it('fill up where their steps differ', () => {
    const { times, lines } = chartLines(
      [answered({ groups: [[{}, [1, 2, 3]]] }), answered({ name: 'B', times: [10, 30], groups: [[{}, [5, 6]]] })],
      context,
    )!;
    expect(times).toEqual([0, 10, 20, 30]);
    expect(lines.map(({ values }) => values)).toEqual([
      [1, 2, 3, null],
      [null, 5, null, 6],
    ]);
  });

  it('know when they do not measure the same', () => {
    const groups: Given['groups'] = [[{}, [1, 2, 3]]];
    const mixed = (...given: Partial<Given>[]) =>
      chartLines(
        given.map((one) => answered({ groups, ...one })),
        context,
      )!.isMixed;
    expect(mixed({}, { name: 'B' })).toBe(false);
    expect(mixed({}, { name: 'B', unit: 'bytes' })).toBe(true);
    expect(mixed({ aggregation: 'count' }, { name: 'B', unit: 'bytes', aggregation: 'count' })).toBe(false);
  });

  it('keep their inks while others come and go', () => {
    const known = new Map<string, number>();
    const lines = (...names: string[]) =>
      chartLines([answered({ groups: names.map((s) => [{ s }, [1, 2, 3]]) })], context)!.lines;
    expect(inkPlaces(known, lines('a', 'b', 'c'))).toEqual([0, 1, 2]);
    expect(inkPlaces(known, lines('c', 'a', 'd'))).toEqual([2, 0, 3]);
  });
});

describe('the figures of a line', () => {
  const figures = (aggregation: string, values: (number | null)[]) => {
    const { lines, ...axis } = chartLines([answered({ aggregation, groups: [[{}, values]] })], context)!;
    return summarize(lines[0]!, axis);
  };

  it('leave gaps out', () => {
    expect(figures('avg', [4, null, 1])).toEqual({ last: 1, min: 1, avg: 2.5, max: 4 });
    expect(figures('avg', [null, null, null])).toEqual({ last: null, min: null, avg: null, max: null });
  });

  it('do not take a step that is not over for a reading of what grows in it', () => {
    expect(figures('count', [4, 6, 1]).last).toBe(6);
  });
});

it('a line is thinned out without losing its peaks', () => {
  expect(thin([1, 9, null, 2, null, null, 3, 4], 4)).toEqual([9, 2, null, 4]);
  expect(thin([1, null], 4)).toEqual([1, null]);
});
