import { Link } from '@tanstack/react-router';
import { SEVERITIES } from '../../api/alert.js';
import { formatSpan } from '../../format/duration.js';
import { StateBadge } from '../../state/state-badge.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import { type Alert, sinceOf } from '../alert.js';
import { lengthOf } from './count-alerts.js';

const ENDS = {
  recovered: 'recovered',
  no_data: 'no data',
  manual: 'by hand',
  rule_changed: 'rule changed',
  rule_disabled: 'rule disabled',
  rule_deleted: 'rule deleted',
} as const;

const COLUMNS: readonly Column<Alert>[] = [
  {
    key: 'severity',
    title: 'Severity',
    width: '104px',
    cell: ({ severity }) => <StateBadge tone={severity}>{severity}</StateBadge>,
    value: ({ severity }) => -SEVERITIES.indexOf(severity),
  },
  {
    key: 'name',
    title: 'Alert',
    width: 'minmax(120px, 2fr)',
    cell: ({ alert_id, name }) => (
      <Link to="/alerts/$alertId" params={{ alertId: alert_id }} className={rowLink} title={name}>
        {name}
      </Link>
    ),
    value: ({ name }) => name,
  },
  {
    key: 'tags',
    title: 'Of',
    width: 'minmax(90px, 2fr)',
    isExtra: true,
    cell: ({ tags }) => tagText(tags),
    value: ({ tags }) => tagText(tags),
  },
  {
    key: 'fired',
    title: 'Fired',
    width: '130px',
    isExtra: true,
    cell: (alert) => <Moment at={sinceOf(alert)} />,
    value: sinceOf,
  },
  {
    key: 'took',
    title: 'For',
    width: '90px',
    align: 'end',
    cell: (alert) => formatSpan(lengthOf(alert)),
    value: lengthOf,
  },
  {
    key: 'end',
    title: 'Ended',
    width: 'minmax(80px, 1fr)',
    isExtra: true,
    cell: ({ resolution_reason, resolved_by }) =>
      [resolution_reason && (ENDS[resolution_reason] ?? resolution_reason), resolved_by].filter(Boolean).join(', '),
  },
];

/** Alerts that are over, one a row that leads to the alert. */
export function HistoryTable({ alerts }: { alerts: readonly Alert[] }) {
  return <DataTable label="Resolved alerts" columns={COLUMNS} rows={alerts} rowKey={({ alert_id }) => alert_id} />;
}

function tagText(tags: Readonly<Record<string, string>>): string {
  return Object.values(tags).join(', ');
}
