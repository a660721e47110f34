import type { Alert } from '../alert.js';
import { barsOf, frequenciesOf, lengthOf } from './count-alerts.js';
import { readHistory } from './read-history.js';

const at = (minute: number) => new Date(Date.parse('2026-11-28T03:00:00Z') + minute * 60_000).toISOString();
const alert = (minute: number, changes: Partial<Alert> = {}) =>
  ({
    name: 'High CPU Usage',
    severity: 'warning',
    started_at: at(minute),
    fired_at: at(minute),
    resolved_at: at(minute + 5),
    ...changes,
  }) as Alert;
const SPAN = { from: Date.parse(at(0)), to: Date.parse(at(40)) };

describe('the alerts of a span', () => {
  const pages = [[alert(30)], [alert(20), alert(10)]];
  const reader = (all: Alert[][]) => {
    const asked: (string | undefined)[] = [];
    const read = (cursor: string | undefined) => {
      asked.push(cursor);
      const index = Number(cursor ?? 0);
      return Promise.resolve({ items: all[index]!, next_cursor: index + 1 < all.length ? String(index + 1) : null });
    };
    return { asked, read };
  };

  it('are read page by page', async () => {
    const { asked, read } = reader(pages);
    const { items, isComplete } = await readHistory(read);
    expect(items.map(({ started_at }) => started_at)).toEqual([at(30), at(20), at(10)]);
    expect(isComplete).toBe(true);
    expect(asked).toEqual([undefined, '1']);
  });

  it('are told to be incomplete when there are too many', async () => {
    const { read } = reader(Array.from({ length: 9 }, () => [alert(10)]));
    expect(await readHistory(read)).toMatchObject({ isComplete: false, items: { length: 5 } });
  });

  it('are none when there are none', async () => {
    expect(await readHistory(reader([[]]).read)).toEqual({ items: [], isComplete: true });
  });
});

describe('how often alerts fired', () => {
  const alerts = [alert(1), alert(1.5), alert(12, { name: 'Down', severity: 'critical', fired_at: null }), alert(90)];

  it('is counted in bars of a length that one can name, by severity', () => {
    const { timestamps, values, span } = barsOf(alerts, SPAN);
    expect(span.stepMs).toBe(60_000);
    expect(timestamps).toHaveLength(40);
    expect(values.map((counts) => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0))).toEqual([1, 0, 2, 0]);
    expect(values[2]![1]).toBe(2);
  });

  it('is counted by name, with how long it took', () => {
    expect(frequenciesOf(alerts)).toEqual([
      { name: 'High CPU Usage', count: 3, totalMs: 900_000, lastAt: Date.parse(at(90)) },
      { name: 'Down', count: 1, totalMs: 300_000, lastAt: Date.parse(at(12)) },
    ]);
    expect(lengthOf(alert(0, { resolved_at: null }))).toBe(0);
  });
});
