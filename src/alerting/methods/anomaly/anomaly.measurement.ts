import { Injectable, Logger } from '@nestjs/common';
import { MetricQuery } from '../../../metrics/metric.query.js';
import { type GroupValue, groupKey } from '../../evaluation/measure-rule.js';
import type { AlertRule } from '../../rules/alert-rule.entity.js';
import type { AnomalyMethod } from '../rule-method.js';
import { planSeries } from '../series-plan.js';
import { type Baseline, distance } from './baseline.js';
import { BaselineThread } from './baseline.thread.js';
import { trainingSeries } from './training-series.js';

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;
const TRAINING_DAYS = 14;
/** A baseline serves the hour it was trained for and, until the next is ready, two more. */
const SERVES_HOURS = 3;
/** After a failure it is tried again so much later. */
const RETRY_MS = 5 * 60_000;
/** How many groups have a baseline in memory, of all rules together: some 12 MB. */
const MAX_KEPT = 20_000;

export type Baselines = ReadonlyMap<string, Baseline>;

/** What is usual, as of which full hour it was learned (since 1970), and what counts. */
interface Usual extends Pick<AnomalyMethod, 'direction'> {
  baselines: Baselines | undefined;
  hour: number;
  windowSeconds: number;
}

/** How far values at `now` (epoch ms) are from what is usual; undefined where that is not known. */
export function distances(
  groups: readonly GroupValue[],
  { baselines, hour, windowSeconds, direction }: Usual,
  now: number,
): GroupValue[] {
  const at = (now - hour * HOUR_MS) / (windowSeconds * 1000);
  return groups.map(({ tags, value }) => {
    const baseline = baselines?.get(groupKey(tags));
    return { tags, value: value === undefined || !baseline ? undefined : distance(baseline, at, value, direction) };
  });
}

interface Trained {
  readonly work: Promise<void>;
  baselines?: Baselines;
  fault?: { message: string; at: number };
}

/**
 * Measures how far the groups of a rule are from what is usual at this time of the day and week. What is usual is trained once an hour for
 * each rule, as of the full hour, one rule after the other and in a thread.
 */
@Injectable()
export class AnomalyMeasurement {
  private readonly logger = new Logger('alerting');
  private readonly trained = new Map<string, Trained>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly metrics: MetricQuery,
    private readonly thread: BaselineThread,
  ) {}

  /**
   * The distances of the given values from what is usual; undefined where that is not known.
   *
   * @param now epoch ms @param waits whether to wait for the training, or to go on with that of the hours before @throws when it failed
   */
  async measure(
    rule: AlertRule,
    { training_days = TRAINING_DAYS, direction }: AnomalyMethod,
    groups: readonly GroupValue[],
    now: number,
    waits: boolean,
  ): Promise<GroupValue[]> {
    const hour = Math.floor(now / HOUR_MS);
    const current = this.of(rule, training_days, hour, now);
    if (waits) await current.work;
    if (current.fault) throw new Error(`what is usual is not known: ${current.fault.message}`);
    const hours = [hour, hour - 1, hour - 2];
    const known = hours.find((each) => this.trained.get(keyOf(rule, each))?.baselines);
    const baselines = known === undefined ? undefined : this.trained.get(keyOf(rule, known))?.baselines;
    return distances(groups, { baselines, hour: known ?? hour, windowSeconds: rule.windowSeconds, direction }, now);
  }

  /** What was usual in the past, learned as of a full hour (since 1970) for so many hours from then on. Nothing of it is kept. */
  learn(
    rule: AlertRule,
    { training_days = TRAINING_DAYS }: AnomalyMethod,
    hour: number,
    hours: number,
  ): Promise<Baselines> {
    return this.train(rule, training_days, hour, hours);
  }

  private of(rule: AlertRule, trainingDays: number, hour: number, now: number): Trained {
    const key = keyOf(rule, hour);
    const known = this.trained.get(key);
    if (known && !(known.fault && Math.abs(now - known.fault.at) >= RETRY_MS)) return known;
    const work = this.queue.then(() => this.train(rule, trainingDays, hour));
    this.queue = work.catch(() => {});
    const entry: Trained = {
      work: work.then(
        (baselines) => {
          entry.baselines = baselines;
          this.forgetSome(key);
        },
        (fault: unknown) => {
          this.logger.warn({ err: fault, rule: rule.name }, 'what is usual for a rule could not be told');
          entry.fault = { message: fault instanceof Error ? fault.message : String(fault), at: now };
        },
      ),
    };
    this.trained.set(key, entry);
    return entry;
  }

  /** The last window that is trained on ends a window before the full hour: the first of the forecast ends with it. */
  private async train(
    rule: AlertRule,
    trainingDays: number,
    hour: number,
    servesHours = SERVES_HOURS,
  ): Promise<Baselines> {
    const { windowSeconds } = rule;
    const endAt = hour * HOUR_MS - windowSeconds * 1000;
    const { questions, series } = planSeries(rule, endAt - 1, (trainingDays * DAY_SECONDS) / windowSeconds);
    const answers = await this.metrics.evaluateEach(questions);
    const ahead = (servesHours * HOUR_MS) / 1000 / windowSeconds + 1;
    const baselines = new Map<string, Baseline>();
    for (const { tags, values } of series(answers)) {
      const past = trainingSeries(values, windowSeconds);
      const baseline = past && (await this.thread.train({ series: past, ahead }));
      if (baseline) baselines.set(groupKey(tags), baseline);
    }
    return baselines;
  }

  /** The oldest go until the rest is few enough; the one that came last stays. */
  private forgetSome(newest: string): void {
    let kept = 0;
    for (const { baselines } of this.trained.values()) kept += weightOf(baselines);
    for (const [key, { baselines, fault }] of this.trained) {
      if (kept <= MAX_KEPT) return;
      if (key === newest || !(baselines || fault)) continue;
      this.trained.delete(key);
      kept -= weightOf(baselines);
    }
  }
}

/** A changed rule is another one. */
function keyOf({ ruleId, updatedAt }: AlertRule, hour: number): string {
  return `${ruleId} ${updatedAt.getTime()} ${hour}`;
}

function weightOf(baselines: Baselines | undefined): number {
  return 1 + (baselines?.size ?? 0);
}
