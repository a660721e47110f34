import { DatabaseUnavailable } from './database-unavailable.js';
import { GroupCommit } from './group-commit.js';

/** Writes that finish when told, in the order they began. */
function slowWrites() {
  const begun: { items: readonly string[]; end: (fault?: unknown) => void }[] = [];
  const write = (items: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      begun.push({ items, end: (fault) => (fault === undefined ? resolve() : reject(fault)) });
    });
  return { begun, commit: new GroupCommit(write) };
}

/** Lets everything that is ready run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('GroupCommit', () => {
  it('writes at once when nothing is under way, and together what arrives meanwhile', async () => {
    const { begun, commit } = slowWrites();
    const done = ['a', 'b', 'c', 'd', 'e'].map((item) => commit.add([item]));
    expect(begun.map(({ items }) => items)).toEqual([['a'], ['b']]);
    begun[0]!.end();
    await settle();
    expect(begun[2]!.items).toEqual(['c', 'd', 'e']);
    begun[1]!.end();
    begun[2]!.end();
    await Promise.all(done);
  });

  it('is done with a batch only after its commit', async () => {
    const { begun, commit } = slowWrites();
    let done = false;
    const adding = commit.add(['a']).then(() => (done = true));
    await settle();
    expect(done).toBe(false);
    begun[0]!.end();
    await adding;
    expect(done).toBe(true);
  });

  it('writes the batches of a failed group one by one, so that only the bad one fails', async () => {
    const commit = new GroupCommit<string>(async (items) => {
      await settle();
      if (items.includes('bad')) throw new Error('bad item');
    });
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'bad', 'd'].map((item) => commit.add([item])));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('fails a whole group at once while the database is away, and goes on after that', async () => {
    let away = true;
    let writes = 0;
    const commit = new GroupCommit<string>(async () => {
      writes++;
      await settle();
      if (away) throw new DatabaseUnavailable('away');
    });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => commit.add(['x'])));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(writes).toBeLessThanOrEqual(4);
    away = false;
    await commit.add(['y']);
  });

  it('lets no more wait than fits in memory', async () => {
    const { begun, commit } = slowWrites();
    const many = Array.from({ length: 60_000 }, () => 'x');
    const done = [commit.add(['a']), commit.add(['b']), commit.add(many)];
    await expect(commit.add(many)).rejects.toBeInstanceOf(DatabaseUnavailable);
    begun[0]!.end();
    begun[1]!.end();
    await settle();
    begun[2]!.end();
    await Promise.all(done);
    expect(begun.map(({ items }) => items.length)).toEqual([1, 1, 60_000]);
  });
});
