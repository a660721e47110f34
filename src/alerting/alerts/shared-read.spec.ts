import { SharedRead } from './shared-read.js';

/** A read whose answers are given by hand, in order. */
function manualRead() {
  const begun: { resolve: (value: string) => void; reject: (fault: Error) => void }[] = [];
  const read = () => new Promise<string>((resolve, reject) => begun.push({ resolve, reject }));
  return { begun, read };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('SharedRead', () => {
  it('gives those who ask during a read the one after it, and all of them the same', async () => {
    const { begun, read } = manualRead();
    const shared = new SharedRead<string>();
    const first = shared.get('key', read);
    const later = [shared.get('key', read), shared.get('key', read)];
    expect(begun).toHaveLength(1);
    begun[0]!.resolve('old');
    await expect(first).resolves.toBe('old');
    await settled();
    expect(begun).toHaveLength(2);
    begun[1]!.resolve('new');
    await expect(Promise.all(later)).resolves.toEqual(['new', 'new']);
  });

  it('gives those who ask during the second read a third', async () => {
    const { begun, read } = manualRead();
    const shared = new SharedRead<string>();
    void shared.get('key', read);
    const second = shared.get('key', read);
    begun[0]!.resolve('1');
    await settled();
    const third = shared.get('key', read);
    begun[1]!.resolve('2');
    await expect(second).resolves.toBe('2');
    await settled();
    begun[2]!.resolve('3');
    await expect(third).resolves.toBe('3');
  });

  it('keeps different questions apart', async () => {
    const { begun, read } = manualRead();
    const shared = new SharedRead<string>();
    const answers = [shared.get('a', read), shared.get('b', read)];
    begun[0]!.resolve('a');
    begun[1]!.resolve('b');
    await expect(Promise.all(answers)).resolves.toEqual(['a', 'b']);
  });

  it('reads anew after a fault', async () => {
    const { begun, read } = manualRead();
    const shared = new SharedRead<string>();
    const first = shared.get('key', read);
    const second = shared.get('key', read);
    begun[0]!.reject(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await settled();
    begun[1]!.resolve('back');
    await expect(second).resolves.toBe('back');
    await settled();
    const third = shared.get('key', read);
    begun[2]!.resolve('again');
    await expect(third).resolves.toBe('again');
  });
});
