import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { Database, type Transaction } from '../../database/database.js';
import { decideSampling, type QuietTrace, type SamplingPolicy, type SamplingReason } from './decide-sampling.js';
import { CLAIM_TRACES, KEEP_TRACES, PASS_OVER_TRACES, TALLY_CALLS } from './sampling.sql.js';
import { SlowOperations } from './slow-operations.js';

const HOUR_MS = 3_600_000;
/** Traces decided in one transaction. */
const TRACES_AT_A_TIME = 1000;

interface ClaimedTrace extends QuietTrace {
  readonly dayAt: Date;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Why it was kept when it was decided before. */
  readonly sampling: SamplingReason | null;
  readonly undecided: boolean;
}

/** Decides which traces are kept, once nothing more comes of them, and moves their spans to where they stay. */
@Injectable()
export class TraceSampler {
  private readonly quietMs: number;
  private readonly recentMs: number;

  constructor(
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
    private readonly slowOperations: SlowOperations,
    private readonly environment: Environment,
  ) {
    this.quietMs = environment.get('TRACE_QUIET_SECONDS') * 1000;
    this.recentMs = environment.get('TRACE_RECENT_HOURS') * HOUR_MS;
  }

  /** Decides on all traces that have been quiet for long enough at `now` (epoch ms). @returns how many */
  async settle(now: number): Promise<number> {
    let decided = 0;
    let some: number;
    do {
      some = await this.database.transaction((tx) => this.settleSome(tx, now));
      decided += some;
    } while (some === TRACES_AT_A_TIME);
    return decided;
  }

  private async settleSome(tx: Transaction, now: number): Promise<number> {
    const traces = await tx.query<ClaimedTrace>(CLAIM_TRACES, [
      new Date(now - this.quietMs),
      new Date(now - this.recentMs),
      TRACES_AT_A_TIME,
    ]);
    if (traces.length === 0) return 0;
    const policy = this.policy();
    const reasons = new Map(traces.map((trace) => [trace, trace.sampling ?? decideSampling(trace, policy)]));
    const undecided = traces.filter((trace) => trace.undecided);
    if (undecided.length > 0) await tx.query(TALLY_CALLS, spansOf(undecided));
    const kept = traces.filter((trace) => reasons.get(trace));
    const passedOver = traces.filter((trace) => !reasons.get(trace));
    if (kept.length > 0)
      await tx.query(KEEP_TRACES, [...spansOf(kept), daysOf(kept), kept.map((trace) => reasons.get(trace))]);
    if (passedOver.length > 0)
      await tx.query(PASS_OVER_TRACES, [passedOver.map(({ traceId }) => traceId), daysOf(passedOver)]);
    return traces.length;
  }

  private policy(): SamplingPolicy {
    return {
      rate: this.configuration.current.sample_rate,
      rules: this.environment.get('TRACE_KEEP_RULES'),
      slowFromMs: (service, operation) => this.slowOperations.slowFromMs(service, operation),
    };
  }
}

function daysOf(traces: readonly ClaimedTrace[]): Date[] {
  return traces.map(({ dayAt }) => dayAt);
}

/** Their ids, and from when to when their spans began: dates have no microseconds, so a millisecond more. */
function spansOf(traces: readonly ClaimedTrace[]): [string[], Date, Date] {
  const first = traces.reduce((at, { startedAt }) => Math.min(at, startedAt.getTime()), Infinity);
  const last = traces.reduce((at, { endedAt }) => Math.max(at, endedAt.getTime()), -Infinity);
  return [traces.map(({ traceId }) => traceId), new Date(first - 1), new Date(last + 1)];
}
