import { BoundedCache } from './bounded-cache.js';

describe('BoundedCache', () => {
  it('lets go of what was used longest ago once it is over its limit', () => {
    const cache = new BoundedCache<string>(10);
    for (const key of ['a', 'b', 'c']) cache.set(key, key, 4);
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([undefined, 'b', 'c']);
    cache.get('b');
    cache.set('d', 'd', 4);
    expect(['b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['b', undefined, 'd']);
  });

  it('keeps one that is too heavy alone until the next, and counts one that is replaced once', () => {
    const cache = new BoundedCache<number>(10);
    cache.set('a', 1, 1);
    cache.set('heavy', 2, 100);
    expect([cache.get('a'), cache.get('heavy')]).toEqual([undefined, 2]);
    for (let i = 0; i < 5; i++) cache.set('b', i, 6);
    cache.set('c', 3, 4);
    expect([cache.get('heavy'), cache.get('b'), cache.get('c')]).toEqual([undefined, 4, 3]);
    cache.delete('b');
    expect(cache.get('b')).toBeUndefined();
  });
});
