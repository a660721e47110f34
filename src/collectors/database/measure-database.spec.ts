import { databaseSamples } from './database-samples.js';
import { type DatabaseReading, measureDatabase } from './measure-database.js';

const T0 = Date.UTC(2026, 10, 23);

function reading(changes: Partial<DatabaseReading> = {}): DatabaseReading {
  return {
    at: T0,
    database: 'monitor',
    version: '18.4',
    sizeBytes: 1024,
    connections: { active: 1, idle: 4, total: 5, max: 100 },
    blocksHit: 900,
    blocksRead: 100,
    transactions: 500,
    deadlocks: 2,
    longestTransactionSeconds: 0.5,
    ...changes,
  };
}

describe('measureDatabase', () => {
  it.each([
    { what: 'the first reading: since the counters began', before: undefined, hit: 90, rate: undefined },
    {
      what: 'two readings: between them',
      before: { at: T0 - 10_000, blocksHit: 800, blocksRead: 0, transactions: 400 },
      hit: 50,
      rate: 10,
    },
    {
      what: 'nothing read between: since the counters began',
      before: { at: T0 - 10_000, transactions: 500 },
      hit: 90,
      rate: 0,
    },
    { what: 'counters reset between', before: { at: T0 - 10_000, transactions: 9000 }, hit: 90, rate: undefined },
    { what: 'no time between', before: {}, hit: 90, rate: undefined },
  ])('$what', ({ before, hit, rate }) => {
    const usage = measureDatabase(reading(), before && reading(before));
    expect(usage.cacheHitPercent).toBe(hit);
    expect(usage.transactionsPerSecond).toBe(rate);
  });

  it('counts a database that has read nothing yet as all cached', () => {
    expect(measureDatabase(reading({ blocksHit: 0, blocksRead: 0 })).cacheHitPercent).toBe(100);
  });
});

describe('databaseSamples', () => {
  it('is one gauge a figure, tagged with the database; a rate only once it is known', () => {
    const names = (usage: ReturnType<typeof measureDatabase>) => databaseSamples(usage).map(({ name }) => name);
    const first = measureDatabase(reading());
    expect(databaseSamples(first)[0]).toEqual({
      name: 'database_connections',
      kind: 'gauge',
      value: 5,
      at: T0,
      source: 'database',
      tags: { database: 'monitor' },
    });
    expect(names(first)).not.toContain('database_transactions_per_second');
    expect(names(measureDatabase(reading(), reading({ at: T0 - 1000 })))).toContain('database_transactions_per_second');
  });
});
