import { Injectable } from '@nestjs/common';
import { TIME_LIMIT } from './codec/time-column.js';
import { ExemplarRecorder } from './exemplars/exemplar.recorder.js';
import { InboxWriter } from './inbox/inbox.writer.js';
import type { SampleBatch } from './samples/sample-batch.js';
import type { SeriesDescriptor } from './series/metric-series.js';
import { SampleDraft } from './series/sample-draft.js';
import { SeriesCatalog } from './series/series-catalog.js';

/** One sample with the description of its series. */
export interface MetricSample extends SeriesDescriptor {
  /**
   * Gauges and cumulative counters: the state. Delta counters: the increment. Histograms: an observation, or the
   * representative value of a bucket with `count` observations.
   */
  readonly value: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Histograms: how many observations had this value; 1 unless told otherwise. */
  readonly count?: number;
}

/** How a batch is recorded. */
export interface RecordOptions {
  /** Makes a batch that is sent again count once: an id that was committed in the last seven days is not written again. */
  readonly batchId?: string;
}

/** Records metric samples. What it has acknowledged is on disk. */
@Injectable()
export class MetricRecorder {
  constructor(
    private readonly catalog: SeriesCatalog,
    private readonly inbox: InboxWriter,
    private readonly exemplars: ExemplarRecorder,
  ) {}

  /**
   * Resolves after the commit. Of states (gauge, summary, cumulative counter) written twice for one instant the last
   * stands; events (delta counter, histogram) all count.
   *
   * @returns the id of each sample's series
   * @throws RangeError for a time that cannot be stored, DatabaseUnavailable when PostgreSQL is away
   */
  async record(samples: readonly MetricSample[], options?: RecordOptions): Promise<Int32Array> {
    const seriesIds = await this.catalog.resolve(samples);
    const counted = samples.some(({ count }) => count !== undefined && count !== 1);
    const batch: SampleBatch = {
      seriesIds,
      times: Float64Array.from(samples, ({ at }) => Math.round(at)),
      values: Float64Array.from(samples, ({ value }) => value),
      counts: counted ? Float64Array.from(samples, ({ count = 1 }) => count) : undefined,
    };
    await this.recordBatch(batch, options);
    return seriesIds;
  }

  /** Ids of series for {@link recordBatch}; new series are made. Ask again at least hourly: unused series are removed. */
  resolveSeries(descriptors: readonly SeriesDescriptor[]): Promise<Int32Array> {
    return this.catalog.resolve(descriptors);
  }

  /** As {@link record}, for samples that are columns already. The arrays must not change until it resolves. */
  async recordBatch(batch: SampleBatch, { batchId }: RecordOptions = {}): Promise<void> {
    for (const time of batch.times) {
      if (!Number.isInteger(time) || Math.abs(time) > TIME_LIMIT) throw new RangeError(`not a storable time: ${time}`);
    }
    await this.inbox.write(batch, batchId);
  }

  /** An empty draft for {@link recordDraft}. @param expected about how many samples it will have */
  draft(expected?: number): SampleDraft {
    return new SampleDraft(this.catalog, expected);
  }

  /** As {@link record}, for samples and exemplars that a door gathered. @returns the samples */
  async recordDraft(draft: SampleDraft, options?: RecordOptions): Promise<SampleBatch> {
    await draft.settle();
    const batch = draft.toBatch();
    await Promise.all([this.recordBatch(batch, options), this.exemplars.record(draft.toExemplars())]);
    return batch;
  }
}
