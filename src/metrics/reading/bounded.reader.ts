import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { QueryBudget, type QueryLimits } from './query-budget.js';
import { SampleReader } from './sample.reader.js';
import type { SampleSnapshot } from './sample-snapshot.js';

/** Snapshots for whoever asks: none takes more than the limits allow, and none goes on when its caller has gone. */
@Injectable()
export class BoundedReader {
  private readonly limits: QueryLimits;

  constructor(
    private readonly reader: SampleReader,
    environment: Environment,
  ) {
    this.limits = {
      series: environment.get('METRIC_QUERY_MAX_SERIES'),
      samples: environment.get('METRIC_QUERY_MAX_SAMPLES'),
      seconds: environment.get('METRIC_QUERY_MAX_SECONDS'),
    };
  }

  /**
   * Runs `work` on the state of this moment, as SampleReader does.
   *
   * @param caller stops the work when it is aborted
   * @throws Problem 422 when a limit is reached
   */
  async snapshot<T>(
    work: (snapshot: SampleSnapshot, budget: QueryBudget) => Promise<T>,
    caller?: AbortSignal,
  ): Promise<T> {
    const budget = new QueryBudget(this.limits, caller);
    try {
      return await this.reader.snapshot((snapshot) => work(snapshot, budget), budget.signal);
    } finally {
      budget.end();
    }
  }
}
