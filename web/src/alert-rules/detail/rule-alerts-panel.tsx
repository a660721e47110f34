import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { components } from '../../api/schema.js';
import { useGet } from '../../api/use-get.js';
import { formatSpan } from '../../format/duration.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import type { Tone } from '../../state/tone.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import { spellTags } from '../preview/firing-spans.js';

type AlertView = components['schemas']['AlertView'];

const TOPICS = ['alerts'] as const;
const MOST = 200;

/** The alerts of one rule, open ones first, then those that are over. */
export function RuleAlertsPanel({ ruleId }: { ruleId: string }) {
  const query = { rule_id: ruleId, limit: MOST, status: ['pending', 'firing', 'resolved'] as const };
  const alerts = useGet('/alerts', { query: { ...query, status: query.status.join(',') as never }, topics: TOPICS });
  const rows = useMemo(
    () => (alerts.data?.items ?? []).toSorted((a, b) => rank(a) - rank(b) || b.started_at.localeCompare(a.started_at)),
    [alerts.data],
  );
  return (
    <AnswerPanel
      title="Alerts of this rule"
      answer={alerts}
      flush
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty title="It has not fired yet">Alerts of the last year would be listed here.</Empty>}
    >
      {() => (
        <DataTable
          label="Alerts of this rule"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ alert_id }) => alert_id}
          maxHeight={320}
        />
      )}
    </AnswerPanel>
  );
}

const ORDER = ['firing', 'pending', 'resolved'];
function rank({ status }: AlertView): number {
  return ORDER.indexOf(status);
}

function toneOf({ status, severity }: AlertView): Tone {
  if (status === 'firing') return severity;
  return status === 'pending' ? 'pending' : 'good';
}

const COLUMNS: readonly Column<AlertView>[] = [
  {
    key: 'tags',
    title: 'About',
    width: 'minmax(110px, 3fr)',
    cell: ({ alert_id, tags }) => (
      <Link to={`/alerts/${alert_id}` as '/alerts'} className={rowLink}>
        {spellTags(tags) || 'Everything together'}
      </Link>
    ),
  },
  {
    key: 'status',
    title: 'State',
    width: '100px',
    cell: (alert) => <StateBadge tone={toneOf(alert)}>{alert.status}</StateBadge>,
  },
  { key: 'since', title: 'Since', width: '110px', cell: ({ started_at }) => <Moment at={started_at} /> },
  { key: 'lasted', title: 'Lasted', width: '80px', align: 'end', isExtra: true, cell: lasted },
];

function lasted({ started_at, resolved_at }: AlertView): string {
  return resolved_at === null ? '–' : formatSpan(Date.parse(resolved_at) - Date.parse(started_at));
}
