import { Clock } from '../../jobs/clock.js';
import type { AlertPage } from './alert.dto.js';
import { AlertPages } from './alert-pages.js';

/** A clock that stands still until it is set. */
class SetClock extends Clock {
  at = 0;
  override now(): number {
    return this.at;
  }
}

/** Reads whose answers are given by hand, in order. */
function manualReads() {
  const begun: { resolve: (page: AlertPage) => void; reject: (fault: Error) => void }[] = [];
  const read = () => new Promise<AlertPage>((resolve, reject) => begun.push({ resolve, reject }));
  const clock = new SetClock();
  return { begun, read, clock, pages: new AlertPages(clock) };
}

const page = (cursor: string): AlertPage => ({ items: [], next_cursor: cursor });

describe('AlertPages', () => {
  it('shares one read among those who ask the same within a second', async () => {
    const { begun, read, clock, pages } = manualReads();
    const first = pages.get({ limit: 1 }, read);
    clock.at = 999;
    const second = pages.get({ limit: 1 }, read);
    begun[0]!.resolve(page('1'));
    await expect(Promise.all([first, second])).resolves.toEqual([page('1'), page('1')]);
    expect(begun).toHaveLength(1);
  });

  it('asks anew after a second, however long the read took', async () => {
    const { begun, read, clock, pages } = manualReads();
    void pages.get({ limit: 1 }, read);
    clock.at = 1000;
    const second = pages.get({ limit: 1 }, read);
    begun[1]!.resolve(page('2'));
    await expect(second).resolves.toEqual(page('2'));
  });

  it('shares no read that began before a change', async () => {
    const { begun, read, pages } = manualReads();
    void pages.get({ limit: 1 }, read);
    pages.forget();
    const after = pages.get({ limit: 1 }, read);
    begun[0]!.resolve(page('old'));
    begun[1]!.resolve(page('new'));
    await expect(after).resolves.toEqual(page('new'));
    await expect(pages.get({ limit: 1 }, read)).resolves.toEqual(page('new'));
  });

  it('keeps different questions apart', async () => {
    const { begun, read, pages } = manualReads();
    const answers = [pages.get({ limit: 1 }, read), pages.get({ limit: 2 }, read)];
    begun[0]!.resolve(page('a'));
    begun[1]!.resolve(page('b'));
    await expect(Promise.all(answers)).resolves.toEqual([page('a'), page('b')]);
  });

  it('does not remember a fault', async () => {
    const { begun, read, pages } = manualReads();
    const first = pages.get({ limit: 1 }, read);
    begun[0]!.reject(new Error('away'));
    await expect(first).rejects.toThrow('away');
    const second = pages.get({ limit: 1 }, read);
    begun[1]!.resolve(page('back'));
    await expect(second).resolves.toEqual(page('back'));
  });

  it('keeps a bounded number of pages', () => {
    const { begun, read, pages } = manualReads();
    for (let asked = 0; asked < 101; asked += 1) void pages.get({ limit: asked }, read);
    void pages.get({ limit: 0 }, read);
    expect(begun).toHaveLength(102);
  });
});
