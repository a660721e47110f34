import { Injectable } from '@nestjs/common';
import { isState } from '../metric-kind.js';
import { BoundedReader } from '../reading/bounded.reader.js';
import type { QueryBudget } from '../reading/query-budget.js';
import type { SampleSnapshot } from '../reading/sample-snapshot.js';
import { selectSeries } from '../reading/series-selection.js';
import type { TagMatcher } from '../reading/tag-matcher.js';
import { mergeSamples } from '../samples/merge-samples.js';
import type { MetricSeries } from '../series/metric-series.js';
import { type ListedSample, type ListPlace, NewestSamples } from './newest-samples.js';

/** Which samples to list. */
export interface SampleListInput {
  readonly metricName: string;
  readonly matchers: readonly TagMatcher[];
  /** Epoch milliseconds, included. */
  readonly startAt: number;
  /** Epoch milliseconds, excluded. */
  readonly endAt: number;
  readonly limit: number;
  /** Place of the last sample of the page before. */
  readonly after?: ListPlace;
}

/** Samples and where the next page starts; undefined when this is the last. */
export interface SampleListPage {
  readonly samples: readonly ListedSample<MetricSeries>[];
  readonly next: ListPlace | undefined;
}

/** First stretch of time looked at; each further one is twice as long. */
const FIRST_STRETCH_MS = 3_600_000;

/** Lists single samples, newest first. */
@Injectable()
export class SampleList {
  constructor(private readonly reader: BoundedReader) {}

  /**
   * @param caller stops the work when it is aborted
   * @throws Problem 422 when a limit is reached
   */
  list(input: SampleListInput, caller?: AbortSignal): Promise<SampleListPage> {
    return this.reader.snapshot((snapshot, budget) => listSamples(snapshot, input, budget), caller);
  }
}

async function listSamples(
  snapshot: SampleSnapshot,
  input: SampleListInput,
  budget: QueryBudget,
): Promise<SampleListPage> {
  const series = await selectSeries(snapshot, [input.metricName], input.matchers, budget);
  const newest = new NewestSamples<MetricSeries>(input.limit, input.after);
  let endAt = input.after ? Math.min(input.endAt, input.after.at + 1) : input.endAt;
  for (let stretch = FIRST_STRETCH_MS; endAt > input.startAt; stretch *= 2) {
    const startAt = Math.max(input.startAt, endAt - stretch);
    await collect({ snapshot, budget }, series, { startAt, endAt }, newest);
    endAt = newest.list().length === input.limit ? input.startAt : startAt;
  }
  const samples = newest.list();
  return { samples, next: samples.length === input.limit ? newest.end() : undefined };
}

async function collect(
  { snapshot, budget }: { snapshot: SampleSnapshot; budget: QueryBudget },
  series: readonly MetricSeries[],
  { startAt, endAt }: { startAt: number; endAt: number },
  newest: NewestSamples<MetricSeries>,
): Promise<void> {
  for await (const portion of snapshot.portions(series, startAt, endAt)) {
    const useful = portion.parts.filter(({ summary }) => !summary || newest.wants(summary.endAt));
    if (useful.length === 0) continue;
    const decoded = useful.map((part) => part.samples());
    for (const { times } of decoded) budget.take('samples', times.length);
    newest.add(portion.series, mergeSamples(decoded, isState(portion.series)), startAt, endAt);
  }
}
