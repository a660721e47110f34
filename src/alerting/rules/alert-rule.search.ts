import { Injectable } from '@nestjs/common';
import { containing } from '../../database/conditions.js';
import { Database } from '../../database/database.js';

/** A rule, or an alert, that was found. */
export interface FoundAlerting {
  kind: 'alert_rule' | 'alert';
  id: string;
  name: string;
  severity: string;
  metric_name: string | null;
}

/** Finds rules and alerts for those who type. */
@Injectable()
export class AlertRuleSearch {
  constructor(private readonly database: Database) {}

  /** Rules with a text in their name, in the order of their names. */
  byText(text: string, limit: number): Promise<FoundAlerting[]> {
    return this.database.query<FoundAlerting>(
      `select 'alert_rule' as kind, rule_id as id, name, severity, metric_name from alert_rules
       where name ilike $1 order by lower(name) = lower($2) desc, name limit $3`,
      [containing(text), text, limit],
    );
  }

  /** The rule or the alert of an id, a UUID. */
  byId(id: string): Promise<FoundAlerting[]> {
    return this.database.query<FoundAlerting>(
      `select 'alert_rule' as kind, rule_id as id, name, severity, metric_name from alert_rules where rule_id = $1
       union all
       select 'alert', alert_id, name, severity, metric_name from alert_instances where alert_id = $1`,
      [id],
    );
  }
}
