import { Injectable } from '@nestjs/common';
import type { SampleBatch } from '../samples/sample-batch.js';
import { groupBySeries, type SeriesRuns } from '../samples/series-runs.js';

/** Most samples (some 100 MB) and batches kept decoded. */
const MAX_SAMPLES = 4_000_000;
const MAX_BATCHES = 10_000;

/** The tables whose rows hold batches. */
export type BatchTable = 'metric_inbox' | 'metric_blocks';

/** A decoded batch. It is grouped by series when somebody first asks for some of its series. */
export class CachedBatch {
  readonly sampleCount: number;
  private batch: SampleBatch | undefined;
  private grouped: Promise<SeriesRuns> | undefined;
  private ready: SeriesRuns | undefined;

  constructor(batch: SampleBatch) {
    this.batch = batch;
    this.sampleCount = batch.seriesIds.length;
  }

  /** All samples, in an order that keeps that of writing within each series. */
  all(): SampleBatch {
    return this.batch ?? this.ready!.toBatch();
  }

  /** The samples by series. */
  bySeries(): Promise<SeriesRuns> {
    this.grouped ??= this.group();
    return this.grouped;
  }

  private async group(): Promise<SeriesRuns> {
    this.ready = await groupBySeries([this.batch!]);
    this.batch = undefined; // one copy is enough
    return this.ready;
  }
}

/**
 * Decoded batches by table and id: those this replica wrote, and those it has read. Rows never change, so what is here is
 * always right; the oldest make room for new ones.
 */
@Injectable()
export class BatchCache {
  private readonly batches = new Map<string, CachedBatch>();
  private samples = 0;

  get(table: BatchTable, id: string): CachedBatch | undefined {
    return this.batches.get(`${table} ${id}`);
  }

  /** @returns the batch as it is kept */
  add(table: BatchTable, id: string, batch: SampleBatch): CachedBatch {
    const key = `${table} ${id}`;
    const known = this.batches.get(key);
    if (known) return known;
    const added = new CachedBatch(batch);
    this.batches.set(key, added);
    this.samples += added.sampleCount;
    for (const oldest of this.batches.keys()) {
      if (this.samples <= MAX_SAMPLES && this.batches.size <= MAX_BATCHES) break;
      this.remove(oldest);
    }
    return added;
  }

  /** For rows that are gone. */
  forget(table: BatchTable, ids: Iterable<string>): void {
    for (const id of ids) this.remove(`${table} ${id}`);
  }

  private remove(key: string): void {
    const batch = this.batches.get(key);
    if (!batch) return;
    this.batches.delete(key);
    this.samples -= batch.sampleCount;
  }
}
