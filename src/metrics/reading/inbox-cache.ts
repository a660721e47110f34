import { Injectable } from '@nestjs/common';
import type { SeriesRuns } from '../samples/series-runs.js';

/** Most samples (some 25 MB) and rows kept decoded. */
const MAX_SAMPLES = 1_000_000;
const MAX_ROWS = 10_000;

/** Decoded inbox rows by id. Rows never change, so what is here is always right; the oldest make room for new ones. */
@Injectable()
export class InboxCache {
  private readonly rows = new Map<string, SeriesRuns>();
  private samples = 0;

  get(id: string): SeriesRuns | undefined {
    return this.rows.get(id);
  }

  add(id: string, runs: SeriesRuns): void {
    if (this.rows.has(id)) return;
    this.rows.set(id, runs);
    this.samples += runs.sampleCount;
    for (const [oldest, { sampleCount }] of this.rows) {
      if (this.samples <= MAX_SAMPLES && this.rows.size <= MAX_ROWS) return;
      this.rows.delete(oldest);
      this.samples -= sampleCount;
    }
  }
}
