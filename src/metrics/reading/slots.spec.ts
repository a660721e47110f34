import { setImmediate as nextTurn } from 'node:timers/promises';
import { Slots } from './slots.js';

describe('Slots', () => {
  it('runs so many at a time, in the order they came, and goes on after a fault', async () => {
    const slots = new Slots(2);
    const log: string[] = [];
    let running = 0;
    let most = 0;
    const work = (name: string) =>
      slots.run(async () => {
        most = Math.max(most, ++running);
        await nextTurn();
        running--;
        log.push(name);
        if (name === 'b') throw new Error('a fault');
      });
    const results = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(work));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most).toBe(2);
  });
});
