import { DatabaseUnavailable } from '../../database/database-unavailable.js';
import { Clock } from '../../jobs/clock.js';
import { LogTail } from './log.tail.js';
import type { TailQuery } from './tail.query.js';

describe('LogTail', () => {
  it('gives later what it could not read because the database went away', async () => {
    const at = new Date();
    const stored: { log_id: string; at: Date }[] = [];
    let faults = 0;
    const query = {
      keys: async () => [...stored].reverse(),
      count: async () => 0,
      records: async (keys: typeof stored) => {
        // After the first fifty, twice.
        if (keys[0]!.log_id === '50' && faults++ < 2) throw new DatabaseUnavailable(new Error('gone'));
        return keys.map(({ log_id }) => ({ log_id }));
      },
    };
    const tail = new LogTail(query as unknown as TailQuery, new Clock());
    const hangUp = new AbortController();
    setTimeout(() => hangUp.abort(), 8000).unref();
    const events = await tail.follow({}, hangUp.signal);
    stored.push(...Array.from({ length: 120 }, (_, i) => ({ log_id: String(i), at })));
    let text = '';
    for await (const part of events) {
      text += part;
      if (text.includes('"119"')) hangUp.abort();
    }
    const given = Array.from(text.matchAll(/"log_id":"(\d+)"/g), ([, id]) => Number(id));
    expect(given).toEqual(stored.map((_, i) => i));
    expect(faults).toBe(3);
    expect(text).not.toContain('left_out');
  });
});
