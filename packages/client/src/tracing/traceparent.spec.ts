import { randomHex } from './identifiers.js';
import { formatTraceparent, parseTraceparent } from './traceparent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('parseTraceparent', () => {
  it.each([
    ['sampled', `00-${TRACE}-${SPAN}-01`, true],
    ['not sampled', `00-${TRACE}-${SPAN}-00`, false],
    ['other flags', `00-${TRACE}-${SPAN}-03`, true],
    ['a later version with more fields', `01-${TRACE}-${SPAN}-01-what-comes`, true],
  ])('reads %s', (_name, header, sampled) => {
    expect(parseTraceparent(header)).toEqual({ traceId: TRACE, spanId: SPAN, sampled });
  });

  it.each([
    ['nothing', undefined],
    ['several headers', [`00-${TRACE}-${SPAN}-01`]],
    ['upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['a zero trace', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a zero span', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['version ff', `ff-${TRACE}-${SPAN}-01`],
    ['version 00 with more fields', `00-${TRACE}-${SPAN}-01-x`],
    ['a short id', `00-${TRACE.slice(1)}-${SPAN}-01`],
    ['words', 'hello'],
  ])('refuses %s', (_name, header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });

  it('reads back what it writes, with new ids', () => {
    const parent = { traceId: randomHex(16), spanId: randomHex(8), sampled: true };
    expect(parseTraceparent(formatTraceparent(parent))).toEqual(parent);
  });

  it('never gives an id twice', () => {
    const ids = Array.from({ length: 5_000 }, () => randomHex(8));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
