import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { MetricQuery, type MetricResult } from '../../metrics/metric.query.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { RULE_COLUMNS } from '../rules/alert-rule.rows.js';
import type { Matcher } from '../rules/matcher.js';
import type { AlertMessage, AlertPart } from './alert-message.js';
import type { Chart } from './chart.js';

const STEPS = 30;
const STEP_MS = 120_000;
/** A picture is not worth more of a delivery's time. */
const PATIENCE_MS = 2_000;

/** Finds what an alert's metric did in the hour before a message. */
@Injectable()
export class AlertChart {
  private readonly logger = new Logger('notifications');

  constructor(
    private readonly database: Database,
    private readonly metrics: MetricQuery,
  ) {}

  /** Never rejects: undefined when there is nothing to draw, or not soon enough. */
  async of({ alert, created_at }: AlertMessage): Promise<Chart | undefined> {
    if (alert.metric_name === null) return undefined;
    try {
      const values = await this.values(alert.metric_name, alert, Date.parse(created_at));
      if (values.every((value) => value === undefined)) return undefined;
      return {
        metricName: alert.metric_name,
        values,
        stepMs: STEP_MS,
        threshold: alert.threshold,
        condition: alert.condition,
      };
    } catch (fault) {
      this.logger.debug({ err: fault, alert_id: alert.alert_id }, 'a message goes out without its chart');
      return undefined;
    }
  }

  private async values(metricName: string, alert: AlertPart, now: number): Promise<Chart['values']> {
    const [rule] = await this.database.query<AlertRule>(`select ${RULE_COLUMNS} from alert_rules where rule_id = $1`, [
      alert.rule_id,
    ]);
    const group = Object.entries(alert.tags).map(([tag, value]): Matcher => ({ tag, operator: '=', value }));
    const range = { startAt: now + 1 - STEPS * STEP_MS, endAt: now + 1 };
    const reduction = { aggregation: rule?.aggregation ?? 'avg', stepMs: STEP_MS };
    const measured = { ...range, metricName, matchers: [...(rule?.matchers ?? []), ...group], reductions: [reduction] };
    const { divideBy } = rule ?? {};
    const divisor = divideBy && {
      ...range,
      metricName: divideBy.metric_name,
      matchers: [...(divideBy.matchers ?? []), ...group],
      reductions: [{ ...reduction, aggregation: divideBy.aggregation ?? reduction.aggregation }],
    };
    const answers = await this.metrics.evaluateGroups(
      divisor ? [measured, divisor] : [measured],
      AbortSignal.timeout(PATIENCE_MS),
    );
    const [parts = [], wholes = []] = answers.map(([results]) => pointsOf(results?.[0]));
    if (!divisor) return parts;
    const factor = divideBy?.multiply ?? 1;
    return wholes.map((whole, step) => (whole ? ((parts[step] ?? 0) / whole) * factor : undefined));
  }
}

function pointsOf(result: MetricResult | undefined): Chart['values'] {
  return Array.from(result?.values ?? [], (value) => (Number.isFinite(value) ? value : undefined));
}
