import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { TOPICS, type Topic } from './topic.js';

/** What a topic looked like; another text means that it has changed since. */
export type ChangeMarks = Readonly<Record<Topic, string>>;

/** Where a topic's rows are, and what says at once that there is a newer one, where an index tells that. */
interface Look {
  readonly tables: readonly string[];
  readonly newest?: string;
}

/** Acts in this service, not those that others report; of the newest entries, so that many of those do not slow it down. */
const OWN_ACTS = `select max(sequence) from (
  select sequence, reported_by from audit_entries order by sequence desc limit 500
) newest where reported_by is null`;

const LOOKS: Record<Topic, Look> = {
  alerts: { tables: ['alert_events'], newest: 'select max(event_id) from alert_events' },
  errors: {
    tables: ['error_events', 'error_groups', 'error_group_events'],
    newest: `select concat((select max(last_seen_at) from error_groups where merged_into is null), ' ', (select max(event_id) from error_group_events))`,
  },
  metrics: { tables: ['metric_inbox'], newest: 'select max(id) from metric_inbox' },
  traces: { tables: ['spans', 'recent_spans'] },
  logs: { tables: ['log_records'] },
  security: { tables: ['security_event_records', 'security_decisions'] },
  audit: { tables: [], newest: 'select sequence from audit_head' },
  configuration: { tables: ['configuration_changes'], newest: OWN_ACTS },
  health: { tables: ['health_checks'], newest: 'select max(checked_at) from health_checks' },
};

/**
 * Reads what every replica has committed, in one small statement without locks on the tables: how often rows were put into them, as
 * PostgreSQL counts anyway (its cumulative statistics, which a connection reports after a second, or ten when it idles in between), and
 * where an index knows the newest row, that too, which is exact at once. Nothing is asked of those who write: `NOTIFY` would cost each of their
 * transactions a lock that lets only one commit at a time, and sequences tell of rows before they can be seen. What both tell one after the
 * other is told twice; what is written is never passed over.
 */
@Injectable()
export class ChangeMarksQuery {
  constructor(private readonly database: Database) {}

  async read(): Promise<ChangeMarks> {
    const [row] = await this.database.queryPrepared<Record<Topic, string>>('change-marks', SELECT_MARKS, []);
    return row!;
  }
}

const SELECT_MARKS = `select ${TOPICS.map((topic) => `${markOf(LOOKS[topic])} as ${topic}`).join(', ')}`;

function markOf({ tables, newest }: Look): string {
  const parts = newest === undefined ? [] : [`(${newest})`];
  if (tables.length > 0) parts.push(`(${insertedInto(tables)})`);
  return `concat_ws(' ', ${parts.join(', ')})`;
}

/** Rows that were ever put into tables and their partitions, which are two levels at the most. */
function insertedInto(tables: readonly string[]): string {
  const names = tables.map((name) => `'${name}'::regclass`).join(', ');
  return `select sum(pg_stat_get_tuples_inserted(relation)) from (
      select unnest(array[${names}]) as relation
      union all select inhrelid from pg_inherits where inhparent in (${names})
    ) relations`;
}
