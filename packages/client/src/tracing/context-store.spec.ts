import { AsyncLocalStorage } from 'node:async_hooks';
import { contextStore } from './context-store.js';

const timer = () => new Promise<void>((done) => setTimeout(done, 1));

describe.each([
  ['promises', false],
  ['callbacks', true],
])('a context that follows %s', (_name, everything) => {
  const store = contextStore<{ name: string }>(everything);
  const name = () => store.get()?.name;

  it('goes along with everything that is awaited, and with nothing else', async () => {
    const seen: (string | undefined)[] = [];
    const work = async () => {
      seen.push(name());
      await timer();
      seen.push(name());
      await Promise.all([1, 2].map(() => timer().then(() => seen.push(name()))));
    };
    const one = store.run({ name: 'one' }, work);
    expect(name()).toBeUndefined();
    await store.run({ name: 'two' }, work);
    await one;
    expect(name()).toBeUndefined();
    expect(seen.map(String).sort()).toEqual(Array.from({ length: 8 }, (_each, index) => (index < 4 ? 'one' : 'two')));
  });

  it('is left when the work throws, and may be nested', () => {
    store.run({ name: 'outer' }, () => {
      const fail = () => store.run({ name: 'inner' }, () => Promise.reject(new Error(name())));
      return expect(fail())
        .rejects.toThrow('inner')
        .then(() => expect(name()).toBe('outer'));
    });
    expect(name()).toBeUndefined();
  });

  it('does not mind that others follow too', async () => {
    const other = new AsyncLocalStorage<string>();
    await other.run('theirs', () =>
      store.run({ name: 'ours' }, async () => {
        await timer();
        expect([name(), other.getStore()]).toEqual(['ours', 'theirs']);
      }),
    );
  });
});
