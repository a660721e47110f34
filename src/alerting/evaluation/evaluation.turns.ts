import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { judgeTurn, type Punctuality } from './judge-turn.js';

/** Turns count as taken while the last is no older than so many of them and a little. */
const PATIENCE_TURNS = 3;
const PATIENCE_MS = 5_000;

/** Watches the evaluation itself: whether its turns take place, and how late they are. A turn that did not take place is told. */
@Injectable()
export class EvaluationTurns {
  private readonly logger = new Logger('alerting');
  private readonly intervalMs: number;

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
    private readonly recorder: MetricRecorder,
    private readonly clock: Clock,
  ) {
    this.intervalMs = environment.get('ALERT_EVALUATION_SECONDS') * 1000;
  }

  /** Takes a turn. What it throws is thrown on, and then the turn counts as missed. */
  async take(turn: () => Promise<void>): Promise<void> {
    const startedAt = this.clock.now();
    const previousStart = await this.lastStart();
    await turn();
    const finishedAt = this.clock.now();
    await this.note(startedAt, finishedAt);
    const punctuality = judgeTurn(previousStart, startedAt, finishedAt, this.intervalMs);
    if (punctuality.missed > 0) {
      const { missed } = punctuality;
      const since = new Date(previousStart!).toISOString();
      this.logger.warn({ missed, since }, 'turns of the evaluation did not take place; nobody looked meanwhile');
    }
    await this.measure(punctuality, finishedAt);
  }

  /** Whether turns come to their end, by the clock of whoever asks. */
  async areTaken(): Promise<boolean> {
    const [last] = await this.database.query<{ at: Date }>('select finished_at as at from alert_evaluation_turns');
    const patienceMs = PATIENCE_TURNS * this.intervalMs + PATIENCE_MS;
    return last !== undefined && this.clock.now() - last.at.getTime() < patienceMs;
  }

  /** When the last turn that came to its end began, epoch ms. */
  private async lastStart(): Promise<number | undefined> {
    const [last] = await this.database.query<{ at: Date }>('select started_at as at from alert_evaluation_turns');
    return last?.at.getTime();
  }

  private async note(startedAt: number, finishedAt: number): Promise<void> {
    await this.database.query(
      `insert into alert_evaluation_turns (one, started_at, finished_at) values (true, $1, $2)
       on conflict (one) do update set started_at = excluded.started_at, finished_at = excluded.finished_at`,
      [new Date(startedAt), new Date(finishedAt)],
    );
  }

  private async measure({ durationMs, lagMs, missed }: Punctuality, at: number): Promise<void> {
    const of = { source: 'alerting', tags: { service: this.environment.get('SERVICE_NAME') }, at };
    await this.recorder.record([
      { ...of, name: 'alert_evaluation_duration_ms', kind: 'gauge', unit: 'ms', value: durationMs },
      { ...of, name: 'alert_evaluation_lag_ms', kind: 'gauge', unit: 'ms', value: lagMs },
      { ...of, name: 'alert_evaluation_missed_total', kind: 'counter', value: missed },
    ]);
  }
}
