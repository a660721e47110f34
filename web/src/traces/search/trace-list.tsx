import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Icon } from '../../state/icon.js';
import { StateIcon } from '../../state/state-icon.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import type { TraceSummary } from './draw-sample.js';
import { NoTraces } from './no-traces.js';
import styles from './trace-list.module.css';
import type { TraceSearch } from './trace-search.js';
import type { useTraceList } from './use-traces.js';

interface TraceListProps {
  list: ReturnType<typeof useTraceList>;
  search: TraceSearch;
  onChange: (more: TraceSearch) => void;
}

/** The traces that fit, newest or slowest first. */
export function TraceList({ list: { answer, hasMore, isLoadingMore, loadMore }, search, onChange }: TraceListProps) {
  const longest = Math.max(1e-9, ...(answer.data?.items.map(({ duration_ms }) => duration_ms) ?? []));
  const columns = useMemo(() => columnsOf(longest, onChange), [longest, onChange]);
  return (
    <AnswerPanel
      title="Traces"
      answer={answer}
      flush
      isEmpty={({ items }) => items.length === 0 && !hasMore}
      empty={<NoTraces search={search} onChange={onChange} />}
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Order"
          value={search.sort ?? 'recent'}
          onChange={(value) => onChange({ sort: value === 'slowest' ? 'slowest' : undefined })}
          data={[
            { value: 'recent', label: 'Newest first' },
            { value: 'slowest', label: 'Slowest first' },
          ]}
        />
      }
    >
      {({ items }) => (
        <DataTable
          label="Traces"
          columns={columns}
          rows={items}
          rowKey={({ trace_id }) => trace_id}
          footer={
            hasMore ? (
              <Button variant="default" size="compact-sm" loading={isLoadingMore} onClick={loadMore}>
                Load more
              </Button>
            ) : (
              `${items.length.toLocaleString('en')} in this time`
            )
          }
        />
      )}
    </AnswerPanel>
  );
}

function columnsOf(longest: number, onChange: (more: TraceSearch) => void): Column<TraceSummary>[] {
  return [
    {
      key: 'operation',
      title: 'Operation',
      width: 'minmax(140px, 2.2fr)',
      cell: ({ trace_id, root_operation, root_service, error_count }) => (
        <span className={styles.name}>
          {error_count > 0 && (
            <>
              <StateIcon tone="error" size={14} />
              <span className="visually-hidden">failed: </span>
            </>
          )}
          <Link
            to="/traces/$traceId"
            params={{ traceId: trace_id }}
            className={`${rowLink} ${styles.operation}`}
            title={root_operation}
          >
            {root_operation}
          </Link>
          <button
            type="button"
            className={styles.filter}
            aria-label={`Only ${root_operation} of ${root_service}`}
            title="Only this operation"
            onClick={() => onChange({ service: root_service, operation: root_operation })}
          >
            <Icon name="filter" size={12} />
          </button>
        </span>
      ),
    },
    {
      key: 'service',
      title: 'Service',
      width: 'minmax(84px, 1fr)',
      cell: ({ root_service, services }) => (
        <span className={styles.name}>
          <button
            type="button"
            className={styles.value}
            aria-label={`Only ${root_service}`}
            title="Only this service"
            onClick={() => onChange({ service: root_service, operation: undefined })}
          >
            {root_service}
          </button>
          {services.length > 1 && (
            <span className={styles.more} title={services.join(', ')}>
              +{services.length - 1}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'duration',
      title: 'Took',
      width: 'minmax(76px, 1.1fr)',
      cell: ({ duration_ms, open_span_count }) => (
        <span className={styles.took}>
          <span className={styles.bar} style={{ width: `${(duration_ms / longest) * 100}%` }} />
          <span>
            {spell(formatLatency(duration_ms))}
            {open_span_count > 0 && ' (open)'}
          </span>
        </span>
      ),
    },
    {
      key: 'spans',
      title: 'Spans',
      width: '64px',
      align: 'end',
      isExtra: true,
      cell: ({ span_count }) => span_count.toLocaleString('en'),
    },
    {
      key: 'errors',
      title: 'Failed',
      width: '64px',
      align: 'end',
      isExtra: true,
      cell: ({ error_count }) =>
        error_count === 0 ? (
          '–'
        ) : (
          <button
            type="button"
            className={styles.value}
            title="Only traces in which something failed"
            onClick={() => onChange({ status: 'error' })}
          >
            {error_count}
          </button>
        ),
    },
    {
      key: 'kept',
      title: 'Kept as',
      width: '84px',
      isExtra: true,
      cell: ({ sampling }) => (sampling === null ? '–' : REASONS[sampling]),
    },
    {
      key: 'when',
      title: 'Started',
      width: '116px',
      align: 'end',
      isExtra: true,
      cell: ({ started_at }) => <Moment at={started_at} />,
    },
  ];
}

/** Why a trace stays longer than TRACE_RECENT_HOURS. */
const REASONS = {
  error: 'failed',
  unfinished: 'unfinished',
  slow: 'slow',
  rule: 'by rule',
  probability: 'sample',
} as const;
