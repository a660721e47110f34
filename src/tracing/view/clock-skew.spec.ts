import type { SpanKind } from '../span-kind.js';
import { buildSpanTree } from './build-span-tree.js';
import { type ClockedSpan, findClockSkew } from './clock-skew.js';

/** A span on the clock that its id begins with: `a1` and `a2` are on one, `b1` on another. */
const span = (
  span_id: string,
  parent_span_id: string | null,
  startAt: number,
  endAt: number | null,
  kind: SpanKind = 'internal',
): ClockedSpan => ({
  span_id,
  parent_span_id,
  startAt,
  duration_ms: endAt === null ? null : endAt - startAt,
  kind,
  clock: span_id[0]!,
});

const skews = (spans: ClockedSpan[]) =>
  Object.fromEntries([...findClockSkew(buildSpanTree(spans))].map(([{ span_id }, ms]) => [span_id, ms]));

const caller = span('a1', null, 1000, 1100);

describe('findClockSkew', () => {
  it.each<[string, ClockedSpan[], Record<string, number>]>([
    ['nothing', [], {}],
    ['a call within its caller', [caller, span('b1', 'a1', 1010, 1090)], {}],
    ['a call as long as its caller', [caller, span('b1', 'a1', 1000, 1100)], {}],
    ['a call whose clock is behind', [caller, span('b1', 'a1', 500, 580)], { b1: 510 }],
    ['a call whose clock is ahead', [caller, span('b1', 'a1', 1500, 1580)], { b1: -490 }],
    ['a call that starts just before its caller', [caller, span('b1', 'a1', 990, 1070)], { b1: 20 }],
    ['a call that ends just after its caller', [caller, span('b1', 'a1', 1030, 1110)], { b1: -20 }],
    ['clocks of whole milliseconds', [caller, span('b1', 'a1', 999.2, 1050), span('c1', 'a1', 1050, 1101)], {}],
    ['a call longer than its caller, behind', [caller, span('b1', 'a1', 900, 1050)], { b1: 100 }],
    ['a call longer than its caller, ahead', [caller, span('b1', 'a1', 1050, 1250)], {}],
    ['an open call, behind', [caller, span('b1', 'a1', 900, null)], { b1: 100 }],
    ['an open call, ahead', [caller, span('b1', 'a1', 2000, null)], {}],
    ['a call of an open caller, behind', [span('a1', null, 1000, null), span('b1', 'a1', 900, 950)], { b1: 100 }],
    ['a child on the same clock', [caller, span('a2', 'a1', 900, 950), span('a3', 'a1', 1090, 1200)], {}],
    [
      'all that a call did on its clock',
      [caller, span('b1', 'a1', 500, 580), span('b2', 'b1', 510, 520), span('b3', 'b2', 400, 700)],
      { b1: 510, b2: 510, b3: 510 },
    ],
    [
      'a call of a call, against where its caller has been moved to',
      [caller, span('b1', 'a1', 500, 580), span('c1', 'b1', 1020, 1080), span('d1', 'b1', 520, 560)],
      { b1: 510, d1: 510 },
    ],
    ['a call back to the first clock', [caller, span('b1', 'a1', 500, 580), span('a2', 'b1', 1020, 1060)], { b1: 510 }],
    ['a consumer long after its cause', [caller, span('b1', 'a1', 9000, 9010, 'consumer')], {}],
    ['a consumer before its cause', [caller, span('b1', 'a1', 900, 910, 'consumer')], {}],
    [
      'what a producer caused, and what that did',
      [span('a1', null, 1000, 1100, 'producer'), span('b1', 'a1', 9000, 9010), span('b2', 'b1', 9001, 9002)],
      {},
    ],
    [
      'a call by a consumer',
      [caller, span('b1', 'a1', 9000, 9010, 'consumer'), span('c1', 'b1', 100, 104)],
      { c1: 8903 },
    ],
    ['a span whose parent is missing', [span('a1', 'lost', 1000, 1100), span('b1', 'lost', 0, 10)], {}],
    ['a circle', [span('a1', 'b1', 1000, 1100), span('b1', 'a1', 2000, 2050)], { b1: -975 }],
  ])('moves %s', (_, spans, expected) => {
    expect(skews(spans)).toEqual(expected);
  });

  it('takes a chain deeper than the call stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) =>
      span(`${i % 2}-${i}`, i ? `${(i - 1) % 2}-${i - 1}` : null, -i * 10, -i * 10 + 5),
    );
    expect(findClockSkew(buildSpanTree(chain)).get(chain.at(-1)!)).toBe(499_990);
  });
});
