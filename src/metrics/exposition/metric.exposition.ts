import { Injectable } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { ValueDistribution } from '../evaluation/value-distribution.js';
import { isState } from '../metric-kind.js';
import { SampleReader } from '../reading/sample.reader.js';
import type { SampleSnapshot, SeriesPortion } from '../reading/sample-snapshot.js';
import { mergeSamples } from '../samples/merge-samples.js';
import { lowerBound } from '../samples/samples.js';
import type { MetricSeries } from '../series/metric-series.js';
import { addInboxTotals, type EventTotal } from './event-totals.js';
import { ExposedFamilies, type SeriesState } from './exposition-families.js';
import { familyText } from './exposition-text.js';

/** A state older than this is no longer true of anything, as in Prometheus. */
const FRESH_MS = 5 * 60_000;
/** Samples may be this far ahead of the clock. */
const AHEAD_MS = 10 * 60_000;
/** Series are noted as seen once an hour. */
const SEEN_MS = 65 * 60_000;
/** Most series exposed: bounds memory and the answer. How many are left out is said at its end. */
const MAX_SERIES = 100_000;

/** Writes all metrics as Prometheus scrapes them. Scrapes at the same time share one writing. */
@Injectable()
export class MetricExposition {
  private underWay: Promise<string> | undefined;

  constructor(
    private readonly reader: SampleReader,
    private readonly clock: Clock,
  ) {}

  /** The text of this moment (or of the scrape that is under way). */
  text(): Promise<string> {
    this.underWay ??= this.write(this.clock.now()).finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  private write(now: number): Promise<string> {
    return this.reader.snapshot(async (snapshot) => {
      const { series, left } = await exposedSeries(snapshot, now);
      const states = await recentStates(snapshot, series, now);
      const totals = await eventTotals(snapshot, series);
      const families = new ExposedFamilies();
      for (const one of series) {
        const state = isState(one) ? states.get(one.id) : withTotal(one, totals.get(one.id), states.get(one.id));
        if (state) families.add(state);
        await snapshot.pacer.pause();
      }
      const texts: string[] = [];
      for (const family of families.sorted()) {
        texts.push(familyText(family));
        await snapshot.pacer.pause();
      }
      const missing = left + families.duplicates;
      return texts.join('') + (missing > 0 ? `# ${missing} series are left out: ${reason(left)}\n` : '');
    });
  }
}

function reason(left: number): string {
  return left > 0
    ? `more than ${MAX_SERIES}`
    : 'their names or labels only differ in characters Prometheus does not allow';
}

async function exposedSeries(snapshot: SampleSnapshot, now: number): Promise<{ series: MetricSeries[]; left: number }> {
  const condition = `last_seen_at > $1 or kind = 'histogram' or (kind = 'counter' and temporality = 'delta')`;
  const [counted] = await snapshot.tx.query<{ count: number }>(
    `select count(*)::int as count from metric_series where ${condition}`,
    [new Date(now - SEEN_MS)],
  );
  const series = await snapshot.tx.query<MetricSeries>(
    `select id, name, kind, temporality, unit, source, tags from metric_series
     where ${condition} order by id limit ${MAX_SERIES}`,
    [new Date(now - SEEN_MS)],
  );
  return { series, left: counted!.count - series.length };
}

/** The last value of each state and the recent observations of each histogram, if it has any of the last minutes. */
async function recentStates(
  snapshot: SampleSnapshot,
  series: readonly MetricSeries[],
  now: number,
): Promise<Map<number, SeriesState>> {
  const states = new Map<number, SeriesState>();
  const wanted = series.filter((one) => isState(one) || one.kind === 'histogram');
  for await (const portion of snapshot.portions(wanted, now - FRESH_MS, now + AHEAD_MS)) {
    const state = isState(portion.series) ? lastValue(portion, now) : observed(portion, states, now);
    if (state) states.set(portion.series.id, state);
    else states.delete(portion.series.id); // its end was marked after an earlier value
  }
  return states;
}

function lastValue({ series, parts }: SeriesPortion<MetricSeries>, now: number): SeriesState | undefined {
  const samples = mergeSamples(
    parts.map((part) => part.samples()),
    true,
  );
  const last = samples.times.length - 1;
  const fresh = samples.times[last]! >= now - FRESH_MS && !Number.isNaN(samples.values[last]);
  return fresh ? { series, value: samples.values[last]! } : undefined;
}

function observed(
  { series, parts }: SeriesPortion<MetricSeries>,
  states: ReadonlyMap<number, SeriesState>,
  now: number,
): SeriesState {
  const recent = states.get(series.id)?.recent ?? new ValueDistribution();
  for (const part of parts) {
    const { times, values, counts } = mergeSamples([part.samples()], false);
    for (let i = lowerBound(times, now - FRESH_MS); i < times.length; i++) {
      if (!Number.isNaN(values[i])) recent.add(values[i]!, counts ? counts[i]! : 1);
    }
  }
  return { series, value: 0, recent };
}

async function eventTotals(
  snapshot: SampleSnapshot,
  series: readonly MetricSeries[],
): Promise<Map<number, EventTotal>> {
  const rows = await snapshot.tx.query<EventTotal & { series_id: number }>(
    'select series_id, observations, total from metric_totals',
  );
  const totals = new Map(rows.map(({ series_id, observations, total }) => [series_id, { observations, total }]));
  const events = new Set(series.filter((one) => !isState(one)).map(({ id }) => id));
  for (const runs of await snapshot.inbox(-Infinity, Infinity)) {
    addInboxTotals(totals, runs, (id) => events.has(id));
    await snapshot.pacer.pause();
  }
  return totals;
}

function withTotal(
  series: MetricSeries,
  total: EventTotal | undefined,
  state: SeriesState | undefined,
): SeriesState | undefined {
  return total && { series, value: total.total, observations: total.observations, recent: state?.recent };
}
