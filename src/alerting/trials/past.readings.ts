import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { MetricQuery } from '../../metrics/metric.query.js';
import { remembers } from '../evaluation/group-memory.js';
import type { GroupValue } from '../evaluation/measure-rule.js';
import { RuleMeasurement } from '../evaluation/rule.measurement.js';
import { AnomalyMeasurement, distances } from '../methods/anomaly/anomaly.measurement.js';
import type { AnomalyMethod } from '../methods/rule-method.js';
import { type GroupSeries, planSeries } from '../methods/series-plan.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';

/** What an evaluation at `at` (epoch ms) would have found. */
export interface PastReading {
  at: number;
  groups: readonly GroupValue[];
}

/** Past evaluations, oldest first, `stepMs` apart. */
export interface PastReadings {
  stepMs: number;
  readings: AsyncIterable<PastReading> | Iterable<PastReading>;
}

/** So many evaluations are aimed at. */
const STEPS = 10_000;
/** A window is moved by so many parts of itself at the most. */
const MAX_SHIFTS = 12;
/** So many values of groups are kept at a time. */
const MAX_VALUES = 2_000_000;
/** How long the evaluations of rules that are measured one by one may take in all. */
const PATIENCE_MS = 8_000;
const MIN_EVALUATIONS = 20;
const MAX_EVALUATIONS = 2_000;
const HOUR_MS = 3_600_000;
const SHORTEST_MS = HOUR_MS;

/** Measures a rule on the past as its evaluations would have. */
@Injectable()
export class PastReader {
  private readonly intervalMs: number;

  constructor(
    private readonly metrics: MetricQuery,
    private readonly measurement: RuleMeasurement,
    private readonly anomaly: AnomalyMeasurement,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.intervalMs = environment.get('ALERT_EVALUATION_SECONDS') * 1000;
  }

  /**
   * The evaluations of the last `spanMs` up to `now` (epoch ms): of a shorter time where that has more values than a query may have.
   * @throws Problem 422 when even an hour has too many
   */
  async read(rule: AlertRule, spanMs: number, now: number): Promise<PastReadings> {
    const { method } = rule;
    // In a series of quotients silence looks like too little to judge by.
    const isUnclear = rule.divideBy !== null && remembers(rule.missingData);
    if (isUnclear || (method && method.type !== 'anomaly')) return this.oneByOne(rule, spanMs, now);
    for (let span = spanMs; ; span /= 2) {
      try {
        const windows = await this.inWindows(rule, span, now);
        return method ? await this.anomalies(rule, method, windows, now - span) : windows;
      } catch (fault) {
        const isTooMuch = fault instanceof Problem && fault.getStatus() === 422;
        if (!isTooMuch || span / 2 < SHORTEST_MS) throw fault;
      }
    }
  }

  /** Windows side by side come from one question; further ones, between them, from as many as there are values to spare. */
  private async inWindows(rule: AlertRule, spanMs: number, now: number): Promise<PastReadings> {
    const windowMs = rule.windowSeconds * 1000;
    const count = Math.max(1, Math.floor(spanMs / windowMs));
    const first = await this.windows(rule, now, count);
    const wanted = Math.min(MAX_SHIFTS, Math.ceil(windowMs / Math.max(this.intervalMs, spanMs / STEPS)));
    const affordable = Math.floor(MAX_VALUES / Math.max(1, first.length * count));
    const shifts = Math.max(1, Math.min(wanted, affordable));
    const stepMs = windowMs / shifts;
    const series = [first];
    while (series.length < shifts) series.push(await this.windows(rule, now - series.length * stepMs, count));
    return { stepMs, readings: interleaved(series, count, stepMs, now, rule.divideBy !== null) };
  }

  private async windows(rule: AlertRule, at: number, count: number): Promise<GroupSeries[]> {
    const plan = planSeries(rule, Math.round(at), count);
    return [...plan.series(await this.metrics.evaluateEach(plan.questions))];
  }

  /** What was usual is learned anew as often as some seconds allow, and at the most once for each day. */
  private async anomalies(
    rule: AlertRule,
    method: AnomalyMethod,
    { stepMs, readings }: PastReadings,
    from: number,
  ): Promise<PastReadings> {
    const first = Math.floor(from / HOUR_MS);
    const hours = Math.ceil(this.clock.now() / HOUR_MS) - first;
    const startedAt = performance.now();
    let baselines = await this.anomaly.learn(rule, method, first, hours);
    const affordable = Math.max(1, Math.floor(PATIENCE_MS / (performance.now() - startedAt)));
    const hoursEach = Math.ceil(hours / Math.min(affordable, Math.ceil(hours / 24)));
    const { anomaly } = this;
    const { windowSeconds } = rule;
    return { stepMs, readings: distant() };

    async function* distant(): AsyncGenerator<PastReading> {
      let hour = first;
      for await (const { at, groups } of readings) {
        const due = first + Math.floor((at / HOUR_MS - first) / hoursEach) * hoursEach;
        if (due > hour) {
          hour = due;
          baselines = await anomaly.learn(rule, method, hour, hoursEach);
        }
        const usual = { baselines, hour, windowSeconds, direction: method.direction };
        yield { at, groups: distances(groups, usual, at) };
      }
    }
  }

  private async oneByOne(rule: AlertRule, spanMs: number, now: number): Promise<PastReadings> {
    const startedAt = performance.now();
    await this.measureAt(rule, now, this.intervalMs);
    const affordable = Math.floor(PATIENCE_MS / (performance.now() - startedAt));
    const evaluations = Math.min(MAX_EVALUATIONS, Math.max(MIN_EVALUATIONS, affordable));
    const stepMs = Math.max(this.intervalMs, spanMs / evaluations);
    return { stepMs, readings: this.measureEach(rule, spanMs, stepMs, now) };
  }

  private async *measureEach(
    rule: AlertRule,
    spanMs: number,
    stepMs: number,
    now: number,
  ): AsyncGenerator<PastReading> {
    for (let steps = Math.floor(spanMs / stepMs); steps >= 0; steps--) {
      const at = Math.round(now - steps * stepMs);
      yield { at, groups: await this.measureAt(rule, at, stepMs) };
    }
  }

  /** Nothing that happened since the evaluation before is missed. */
  private measureAt(rule: AlertRule, at: number, stepMs: number): Promise<GroupValue[]> {
    return this.measurement.measure({ ...rule, updatedAt: new Date(0), lastEvaluatedAt: new Date(at - stepMs) }, at);
  }
}

/**
 * The readings of shifted series in the order of time. A group without a value was not there, unless it is a quotient: then there was too
 * little to judge by.
 */
function* interleaved(
  shifts: readonly (readonly GroupSeries[])[],
  count: number,
  stepMs: number,
  now: number,
  isQuotient: boolean,
): Generator<PastReading> {
  for (let back = shifts.length * count - 1; back >= 0; back--) {
    const index = count - 1 - Math.floor(back / shifts.length);
    const groups = shifts[back % shifts.length]!.map(({ tags, values }) => ({ tags, value: values[index] }));
    const present = isQuotient ? groups : groups.filter(({ value }) => value !== undefined);
    yield { at: Math.round(now - back * stepMs), groups: present };
  }
}
