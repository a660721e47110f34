import { compareShares, type SpanShare } from './compare-shares.js';

const share = (operation: string, selfMs: number, criticalMs = selfMs): SpanShare => ({
  service: 'students',
  operation,
  kind: 'internal',
  selfMs,
  criticalMs,
});

describe('compareShares', () => {
  it('tells of each operation what it adds to a trace, on average and at most', () => {
    const base = Array.from({ length: 20 }, (_, i) => [share('root', 10), share('query', i), share('query', i)]);
    const [query, root] = compareShares(base, [[share('root', 10), share('query', 60, 50)]]);
    expect(query).toEqual({
      service: 'students',
      operation: 'query',
      kind: 'internal',
      base: { count_per_trace: 2, self_ms: 19, self_p50_ms: 18, self_p95_ms: 36, critical_ms: 19 },
      compared: { count_per_trace: 1, self_ms: 60, self_p50_ms: 60, self_p95_ms: 60, critical_ms: 50 },
      self_difference_ms: 41,
      critical_difference_ms: 31,
    });
    expect(root).toMatchObject({ operation: 'root', self_difference_ms: 0, critical_difference_ms: 0 });
  });

  it('counts traces without an operation as 0', () => {
    const [gone] = compareShares([[share('gone', 30)], []], [[], []]);
    expect(gone).toMatchObject({
      base: { count_per_trace: 0.5, self_ms: 15, self_p50_ms: 0, self_p95_ms: 30 },
      compared: { count_per_trace: 0, self_ms: 0, self_p50_ms: 0, self_p95_ms: 0, critical_ms: 0 },
      critical_difference_ms: -15,
    });
  });

  it.each<[string, SpanShare[], SpanShare[], string[]]>([
    ['what the root waits for', [], [share('a', 5), share('b', 7), share('c', 90, 0)], ['b', 'a', 'c']],
    ['what became faster, too', [share('a', 9), share('b', 1)], [share('b', 2)], ['a', 'b']],
    ['own time, when no root waits', [share('a', 9, 0)], [share('a', 8, 0), share('b', 2, 0)], ['b', 'a']],
  ])('sorts by %s', (_, base, compared, expected) => {
    expect(compareShares([base], [compared]).map(({ operation }) => operation)).toEqual(expected);
  });

  it('keeps services and kinds apart', () => {
    const kinds = [
      share('a', 1),
      { ...share('a', 1), service: 'billing' },
      { ...share('a', 1), kind: 'client' as const },
    ];
    expect(compareShares([kinds], [kinds])).toHaveLength(3);
  });

  it('of nothing is nothing', () => {
    expect(compareShares([], [])).toEqual([]);
    expect(compareShares([], [[share('a', 1)]])).toMatchObject([{ base: { count_per_trace: 0, self_ms: 0 } }]);
  });
});
