import { callsAround, layOutMap } from './lay-out-map.js';

const call = (client: string, server: string) => ({ client, server, rate: 1 });
const places = (...calls: { client: string; server: string; rate: number }[]) =>
  Object.fromEntries(layOutMap(calls).nodes.map(({ name, column, row }) => [name, [column, row]]));

describe('a map of services', () => {
  it('has callers to the left of what they call, by the longest way', () => {
    expect(places(call('web', 'api'), call('api', 'db'), call('web', 'db'))).toEqual({
      web: [0, 0],
      api: [1, 0],
      db: [2, 0],
    });
  });

  it('bears circles and calls to oneself', () => {
    const found = places(call('a', 'b'), call('b', 'c'), call('c', 'a'), call('b', 'b'));
    expect(Object.keys(found).toSorted()).toEqual(['a', 'b', 'c']);
    expect(new Set(Object.values(found).map(String)).size).toBe(3);
  });

  it('puts neighbours near each other, so that lines do not cross', () => {
    const found = places(call('a', 'z'), call('b', 'y'), call('c', 'x'));
    const rows = ['a', 'b', 'c'].map((name) => found[name]![1]);
    expect(['z', 'y', 'x'].map((name) => found[name]![1])).toEqual(rows);
  });

  it('is empty without calls', () => {
    expect(layOutMap([])).toEqual({ nodes: [], columns: 0, rows: 0 });
  });

  it('can be of one service and its neighbours', () => {
    const calls = [call('a', 'b'), call('b', 'c'), call('c', 'd')];
    expect(callsAround(calls, 'b')).toEqual(calls.slice(0, 2));
  });

  it('is quick with hundreds of services that all call one', () => {
    const calls = Array.from({ length: 600 }, (_, n) => call(`s${n}`, n % 2 ? 'hub' : `s${(n + 1) % 600}`));
    expect(layOutMap(calls).nodes).toHaveLength(601);
  });
});
