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
import { ExposedRoles } from './exposed-roles.js';
import { exposedSeries } from './exposed-series.js';
import { ExposedFamilies, type SeriesState } from './exposition-families.js';
import type { ExpositionFilter } from './exposition-filter.dto.js';
import type { ExpositionFormat } from './exposition-format.js';
import { familyTexts, OPENMETRICS_END } from './exposition-text.js';

/** A state older than this is no longer true of anything, as in Prometheus. */
const FRESH_MS = 5 * 60_000;
/** Samples may be this far ahead of the clock. */
const AHEAD_MS = 10 * 60_000;

/** Joined and encoded at a time: all at once would keep others waiting. */
const PIECE_CHARACTERS = 16_384;

/** Says how many series the export does not hold, and why. */
const LEFT_OUT: MetricSeries = {
  id: 0,
  name: 'monitoring_export_left_out_series',
  kind: 'gauge',
  temporality: 'delta',
  unit: null,
  source: null,
  tags: {},
};

/** Writes metrics as Prometheus scrapes them. Equal scrapes at the same time share one writing. */
@Injectable()
export class MetricExposition {
  private readonly underWay = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly reader: SampleReader,
    private readonly clock: Clock,
  ) {}

  /** The text (UTF-8) of this moment (or of the equal scrape that is under way). */
  text(format: ExpositionFormat, { name, service }: ExpositionFilter = {}): Promise<Buffer> {
    const key = JSON.stringify([format, name?.toSorted() ?? null, service?.toSorted() ?? null]);
    const known = this.underWay.get(key);
    if (known) return known;
    const writing = this.write(format, { name, service }).finally(() => this.underWay.delete(key));
    this.underWay.set(key, writing);
    return writing;
  }

  private write(format: ExpositionFormat, filter: ExpositionFilter): Promise<Buffer> {
    return this.reader.snapshot(async (snapshot) => {
      const families = await collect(snapshot, filter, this.clock.now());
      const written: Buffer[] = [];
      let text = '';
      for (const family of families.sorted()) {
        for (const more of familyTexts(family, format)) {
          text += more;
          if (text.length < PIECE_CHARACTERS) continue;
          written.push(Buffer.from(text));
          text = '';
          await snapshot.pacer.pause();
        }
      }
      written.push(Buffer.from(format === 'openmetrics' ? text + OPENMETRICS_END : text));
      return Buffer.concat(written);
    });
  }
}

async function collect(snapshot: SampleSnapshot, filter: ExpositionFilter, now: number): Promise<ExposedFamilies> {
  const { series, left } = await exposedSeries(snapshot, filter, now);
  const states = await recentStates(snapshot, series, now);
  const totals = await eventTotals(snapshot, series);
  const families = new ExposedFamilies(new ExposedRoles(series));
  for (const one of series) {
    const state = isState(one) ? states.get(one.id) : withTotal(one, totals.get(one.id), states.get(one.id));
    if (state) families.add(state);
    await snapshot.pacer.pause();
  }
  for (const [reason, value] of [
    ['limit', left],
    ['duplicate', families.duplicates],
  ] as const) {
    if (value > 0) families.add({ series: { ...LEFT_OUT, tags: { reason } }, value });
  }
  return families;
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
  const events = new Set(series.filter((one) => !isState(one)).map(({ id }) => id));
  const rows = await snapshot.tx.query<EventTotal & { series_id: number }>(
    'select series_id, observations, total from metric_totals where series_id = any($1)',
    [[...events]],
  );
  const totals = new Map(rows.map(({ series_id, observations, total }) => [series_id, { observations, total }]));
  for (const runs of await snapshot.inbox()) {
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
