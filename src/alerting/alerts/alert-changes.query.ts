import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Severity } from '../rules/severity.js';

/** An alert that fired, or was resolved after it had. */
export interface AlertChange {
  at: Date;
  kind: 'alert_fired' | 'alert_resolved';
  alert_id: string;
  name: string;
  service: string | null;
  severity: Severity;
  until: Date | null;
}

/** A condition may have to hold for so long before its alert fires. */
const LONGEST_PENDING = "interval '7 days'";

/** Tells what became of alerts. */
@Injectable()
export class AlertChangesQuery {
  constructor(private readonly database: Database) {}

  /** Those of a range of time (epoch ms), the newest first of each kind. @param service of this one alone */
  async list(startAt: number, endAt: number, service: string | undefined, limit: number): Promise<AlertChange[]> {
    const values = [new Date(startAt), new Date(endAt), service ?? null, limit];
    const [fired, resolved] = await Promise.all([
      this.read(
        'alert_fired',
        'fired_at',
        'resolved_at',
        `and started_at >= $1 - ${LONGEST_PENDING} and started_at < $2`,
        values,
      ),
      this.read('alert_resolved', 'resolved_at', 'null::timestamptz', 'and fired_at is not null', values),
    ]);
    return [...fired, ...resolved];
  }

  /** How many alerts fire now, by the value of their tag `service`. */
  async firingByService(): Promise<Map<string, number>> {
    const rows = await this.database.query<{ service: string; count: number }>(
      `select tags ->> 'service' as service, count(*)::int as count from alert_instances
       where status <> 'resolved' and status = 'firing' and tags ? 'service' group by 1`,
    );
    return new Map(rows.map(({ service, count }) => [service, count]));
  }

  private read(
    kind: AlertChange['kind'],
    at: string,
    until: string,
    condition: string,
    values: unknown[],
  ): Promise<AlertChange[]> {
    return this.database.query<AlertChange>(
      `select ${at} as at, '${kind}' as kind, alert_id, name, tags ->> 'service' as service, severity, ${until} as until
       from alert_instances
       where ${at} >= $1 and ${at} < $2 and ($3::text is null or tags ->> 'service' = $3) ${condition}
       order by ${at} desc, alert_id limit $4`,
      values,
    );
  }
}
