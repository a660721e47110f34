import { buildSpanTree } from './build-span-tree.js';
import { findFolds, type RepeatedSpan } from './find-folds.js';

let nextId = 0;
const call = (more: Partial<RepeatedSpan> = {}): RepeatedSpan => ({
  span_id: `s${++nextId}`,
  parent_span_id: 'root',
  startAt: 0,
  duration_ms: 10,
  operation_name: 'SELECT',
  service_name: 'students',
  kind: 'client',
  call: 'select * from fees where id = 1',
  ...more,
});
/** So many calls, one after another unless they are all to start at once. */
const calls = (count: number, more: Partial<RepeatedSpan> = {}) =>
  Array.from({ length: count }, (_, i) =>
    call({ startAt: i * 12, call: `select * from fees where id = ${i}`, ...more }),
  );

/** Each fold as "×count call", with a mark for N+1. */
const foldsOf = async (spans: RepeatedSpan[]) => {
  const root = call({ span_id: 'root', parent_span_id: null, call: null, kind: 'server', operation_name: 'GET' });
  return (await findFolds(buildSpanTree([root, ...spans]))).map(
    (fold) => `×${fold.spans.length} ${fold.call}${fold.likelyNPlusOne ? ' N+1' : ''}`,
  );
};
const FEES = 'select * from fees where id = ?';

describe('findFolds', () => {
  it.each<[string, RepeatedSpan[], string[]]>([
    ['too few', calls(4), []],
    ['a loop of calls', calls(5), [`×5 ${FEES} N+1`]],
    ['calls with others between them', [...calls(5), ...calls(2, { call: 'commit' })], [`×5 ${FEES} N+1`]],
    ['two loops', [...calls(5), ...calls(6, { call: 'select 1' })], [`×5 ${FEES} N+1`, '×6 select ? N+1']],
    ['calls at the same time', calls(5, { startAt: 0 }), [`×5 ${FEES}`]],
    [
      'calls that begin within the millisecond in which the one before ended',
      calls(5, { duration_ms: 12.9 }),
      [`×5 ${FEES} N+1`],
    ],
    ['calls that begin before the one before ended', calls(5, { duration_ms: 14 }), [`×5 ${FEES}`]],
    ['calls that took next to no time', calls(5, { duration_ms: 1 }), [`×5 ${FEES}`]],
    ['calls of which none has ended', calls(5, { duration_ms: null }), [`×5 ${FEES}`]],
    ['a loop of steps that call nobody', calls(5, { kind: 'internal', call: null }), ['×5 null']],
    ['a loop of statements that are not marked as calls', calls(5, { kind: 'internal' }), [`×5 ${FEES} N+1`]],
    ['calls of other services', [...calls(3), ...calls(3, { service_name: 'billing' })], []],
    ['other kinds', [...calls(3), ...calls(3, { kind: 'internal' })], []],
    ['other parents', [...calls(3), ...calls(3, { parent_span_id: 'other' }), call({ span_id: 'other' })], []],
    [
      'names with numbers in them',
      Array.from({ length: 5 }, (_, i) => call({ startAt: i * 12, operation_name: `GET /students/${i}`, call: null })),
      ['×5 null N+1'],
    ],
  ])('of %s', async (_, spans, expected) => {
    expect(await foldsOf(spans)).toEqual(expected);
  });

  it('names the parent, and the spans by their start', async () => {
    const spans = calls(5).reverse();
    const [fold] = await findFolds(buildSpanTree([call({ span_id: 'root', parent_span_id: null }), ...spans]));
    expect(fold!.parent.span_id).toBe('root');
    expect(fold!.spans).toEqual(spans.toReversed());
  });
});
