import type { components } from '../../api/schema.js';
import { useGet } from '../../api/use-get.js';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { StateBadge } from '../../state/state-badge.js';
import type { Tone } from '../../state/tone.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';

type Job = components['schemas']['JobView'];

const EVERY_MS = 10_000;
const TONES: Readonly<Record<NonNullable<Job['last_outcome']>, Tone>> = {
  succeeded: 'good',
  failed: 'critical',
  skipped: 'unknown',
};

const COLUMNS: readonly Column<Job>[] = [
  {
    key: 'name',
    title: 'Job',
    width: 'minmax(120px, 2fr)',
    value: ({ name }) => name,
    cell: ({ name }) => <span title={name}>{name}</span>,
  },
  {
    key: 'outcome',
    title: 'Last run',
    width: 'minmax(110px, 1fr)',
    value: ({ last_outcome: outcome }) => outcome,
    cell: outcomeOf,
  },
  {
    key: 'when',
    title: 'Ended',
    isExtra: true,
    value: ({ last_run_at: at }) => at,
    cell: ({ last_run_at: at }) => (at === null ? '–' : <Moment at={at} />),
  },
  {
    key: 'took',
    title: 'Took',
    align: 'end',
    value: ({ last_duration_ms: ms }) => ms,
    cell: ({ last_duration_ms: ms }) => (ms === null ? '–' : spell(formatLatency(ms))),
  },
  {
    key: 'failures',
    title: 'Failed',
    align: 'end',
    isExtra: true,
    value: ({ failures }) => failures,
    cell: ({ failures, runs }) => <span title={`of ${runs} runs since the start`}>{failures}</span>,
  },
  {
    key: 'next',
    title: 'Next run',
    isExtra: true,
    value: ({ next_run_at: at }) => at,
    cell: ({ next_run_at: at }) => (at === null ? '–' : <Moment at={at} />),
  },
];

/** What the service does again and again: how each job fared last, and when it runs next. */
export function JobList() {
  const answer = useGet('/jobs', { everyMs: EVERY_MS });
  return (
    <AnswerPanel title="Jobs" answer={answer} flush>
      {({ items }) => (
        <DataTable
          label="Jobs"
          columns={COLUMNS}
          rows={items}
          rowKey={({ name }) => name}
          rowHeight={40}
          maxHeight={480}
          footer="Of the replica that answers, since it started"
        />
      )}
    </AnswerPanel>
  );
}

function outcomeOf({ last_outcome: outcome, last_fault: fault, is_running: isRunning }: Job) {
  if (outcome === null) return isRunning ? 'runs' : 'not yet';
  return (
    <span title={fault ?? undefined}>
      <StateBadge tone={TONES[outcome]}>{outcome}</StateBadge>
    </span>
  );
}
