import { eventually } from '../support/eventually.js';
import type { TestService } from '../support/service.js';
import { Expected, type SecondSums } from './expected.js';
import type { Ledger } from './ledger.js';
import { BATCH_MS, EVENTS, REFUSED, STATES, samplesOf } from './load.js';
import { type Range, Stored } from './stored.js';

/** One sensor of each lane is compared sample by sample. */
const LISTED_SENSOR = 0;
const DIFFERENCES_SHOWN = 10;

/**
 * Every acknowledged sample is there exactly once and nothing that was refused: asked over REST, by series and second and
 * sample by sample, and in SQL; now, and again when all has been moved to chunks.
 */
export async function expectExactlyWhatWasAcknowledged(service: TestService, ledger: Ledger): Promise<void> {
  expect(ledger.faults.slice(0, DIFFERENCES_SHOWN)).toEqual([]);
  const expected = new Expected(ledger.acknowledged);
  await expectSeconds(service, ledger, expected);
  await eventually(async () => expect(await numberOf(service, 'select count(*) from metric_inbox')).toBe(0), {
    timeoutMs: 60_000,
  });
  await expectSeconds(service, ledger, expected);
  await expectListed(service, ledger);
  await expectStored(service, ledger, expected);
}

/** Every table and index of the database is whole, as PostgreSQL's own checker sees it. */
export async function expectSoundFiles(service: TestService): Promise<void> {
  await service.query('create extension if not exists amcheck');
  const faults = await service.query(
    `select c.oid::regclass, fault.* from pg_class c, lateral verify_heapam(c.oid, check_toast => true) as fault
     where c.relkind in ('r', 't', 'm') and c.relpersistence = 'p'`,
  );
  expect(faults).toEqual([]);
  // Throws at the first fault.
  await service.query(
    `select bt_index_check(c.oid, heapallindexed => true) from pg_class c join pg_am a on a.oid = c.relam
     where c.relkind = 'i' and a.amname = 'btree' and c.relpersistence = 'p'`,
  );
}

async function expectSeconds(service: TestService, ledger: Ledger, expected: Expected): Promise<void> {
  const range = rangeOf(ledger);
  const stored = new Stored(service);
  for (const metric of [...EVENTS, ...STATES]) {
    const differing = differences(expected.secondsOf(metric), await stored.secondsOf(metric, range));
    expect({ metric, differing }).toEqual({ metric, differing: [] });
  }
}

/** Each sample is listed as often as it was acknowledged, with its own value, time and count. */
async function expectListed(service: TestService, ledger: Ledger): Promise<void> {
  const range = rangeOf(ledger);
  const stored = new Stored(service);
  const sent = ledger.acknowledged.flatMap((batch) =>
    samplesOf(batch).filter(({ tags }) => tags.sensor === `${LISTED_SENSOR}`),
  );
  for (const metric of [...EVENTS, STATES[0]]) {
    for (const lane of new Set(sent.map(({ tags }) => tags.lane))) {
      const expected = sent.filter(({ name, tags }) => name === metric && tags.lane === lane);
      const listed = await stored.samplesOf(metric, Number(lane), LISTED_SENSOR, range);
      const lines = listed.map(({ timestamp, value, count }) => `${Date.parse(timestamp)} ${value} ${count}`);
      const wanted = expected.map(({ at, value, count }) => `${at} ${value} ${count}`);
      expect({ metric, lane, same: sameLines(lines, wanted) }).toEqual({ metric, lane, same: true });
    }
  }
}

/** What only SQL can tell: the batch ids that are known, the rows themselves, and the totals the export counts on from. */
async function expectStored(service: TestService, ledger: Ledger, expected: Expected): Promise<void> {
  const ofMetric = (metric: string) => `join metric_series s on s.id = series_id where s.name = '${metric}'`;
  expect(await numberOf(service, `select count(*) from metric_batches where batch_id like '% test-ingest %'`)).toBe(
    ledger.acknowledged.length,
  );
  for (const metric of EVENTS) {
    const all = [...expected.secondsOf(metric).values()].flatMap((seconds) => [...seconds.values()]);
    const count = all.reduce((total, second) => total + second.count, 0);
    const sum = all.reduce((total, second) => total + second.sum, 0);
    const chunks = `from metric_chunks ${ofMetric(metric)}`;
    expect(await numberOf(service, `select sum(observation_count) ${chunks}`)).toBe(count);
    expect(await numberOf(service, `select sum(sum_value) ${chunks}`)).toBe(sum);
    const totals = `from metric_totals ${ofMetric(metric)}`;
    expect(await numberOf(service, `select sum(observations) ${totals}`)).toBe(count);
    expect(await numberOf(service, `select sum(total) ${totals}`)).toBe(sum);
  }
  expect(await numberOf(service, `select count(*) from metric_series where name = '${REFUSED}'`)).toBe(0);
}

async function numberOf(service: TestService, select: string): Promise<number> {
  const [row] = await service.query<Record<string, unknown>>(select);
  return Number(Object.values(row!)[0]);
}

function rangeOf({ acknowledged }: Ledger): Range {
  const times = acknowledged.map(({ at }) => at);
  const first = times.reduce((a, b) => Math.min(a, b), Infinity);
  const last = times.reduce((a, b) => Math.max(a, b), -Infinity);
  return { startAt: first, endAt: last + BATCH_MS };
}

/** The first seconds that do not hold what they should, in words. */
function differences(expected: SecondSums, actual: SecondSums): string[] {
  const found: string[] = [];
  for (const series of new Set([...expected.keys(), ...actual.keys()])) {
    const [wanted, given] = [expected.get(series) ?? new Map(), actual.get(series) ?? new Map()];
    for (const second of new Set<number>([...wanted.keys(), ...given.keys()])) {
      const [should, is] = [wanted, given].map((seconds) => JSON.stringify(seconds.get(second) ?? 'nothing'));
      if (should !== is) found.push(`${series} at ${second}: ${should} acknowledged, ${is} stored`);
    }
  }
  return found.slice(0, DIFFERENCES_SHOWN);
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n');
}
