import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { components } from '../api/schema.js';
import { useGet } from '../api/use-get.js';
import { ThingLink } from '../app/thing-link.js';
import { Sparkline } from '../charts/sparkline.js';
import { DraftInput } from '../filters/draft-input.js';
import { FilterBar } from '../filters/filter-bar.js';
import { formatLatency } from '../format/duration.js';
import { formatCount, formatPercent, formatRate } from '../format/number.js';
import { spell } from '../format/quantity.js';
import { AnswerPanel } from '../panel/answer-panel.js';
import { StateIcon } from '../state/state-icon.js';
import { type Column, DataTable, rowLink } from '../table/data-table.js';
import { Ago } from '../time/moment.js';
import { needOf, toneOfService, wordOfService } from './judge-service.js';
import styles from './service-list.module.css';

type Service = components['schemas']['ServiceHealthView'];

const route = getRouteApi('/services');

const COLUMNS: readonly Column<Service>[] = [
  {
    key: 'service',
    title: 'Service',
    width: 'minmax(100px, 2fr)',
    value: ({ service }) => service,
    cell: (row) => (
      <span className={styles.name} data-tone={toneOfService(row)}>
        <span title={wordOfService(row)}>
          <StateIcon tone={toneOfService(row)} size={15} />
          <span className="visually-hidden">{wordOfService(row)}</span>
        </span>
        <ThingLink kind="service" id={row.service} className={rowLink}>
          {row.service}
        </ThingLink>
      </span>
    ),
  },
  figure(
    'Requests',
    'rate',
    ({ requests_per_second: rate }) => rate,
    formatRate,
    ({ series }) => series.requests_per_second,
    { isExtra: true },
  ),
  figure(
    'Failing',
    'failing',
    ({ error_percent: share }) => share,
    formatPercent,
    ({ series }) => series.error_percent,
    { isBad: true },
  ),
  figure(
    'p95',
    'p95',
    ({ p95_ms: p95 }) => p95,
    formatLatency,
    ({ series }) => series.p95_ms,
  ),
  count('Alerts', 'alerts', ({ active_alerts: alerts }) => alerts),
  count('New errors', 'new', ({ new_error_groups: groups }) => groups),
  count('Errors', 'errors', ({ errors }) => errors),
  {
    key: 'version',
    title: 'Version',
    isExtra: true,
    width: 'minmax(70px, 110px)',
    cell: ({ versions }) => <span title={versions.join(', ')}>{versions[0] ?? '–'}</span>,
  },
  {
    key: 'seen',
    title: 'Last seen',
    isExtra: true,
    width: '100px',
    align: 'end',
    value: ({ last_seen_at: at }) => at,
    cell: ({ last_seen_at: at }) => (at === null ? '–' : <Ago at={at} />),
  },
];

function figure(
  title: string,
  key: string,
  value: (row: Service) => number | null,
  format: typeof formatRate,
  points: (row: Service) => (number | null)[],
  { isBad = false, isExtra = false } = {},
): Column<Service> {
  return {
    key,
    title,
    width: 'minmax(64px, 1fr)',
    align: 'end',
    isExtra,
    value,
    cell: (row) => (
      <span className={styles.figure}>
        <span className={styles.spark}>
          <Sparkline points={points(row)} ink={isBad ? 'chart-bad' : 'chart-1'} top={isBad ? 100 : undefined} />
        </span>
        <span data-bad={isBad && (value(row) ?? 0) > 0}>{spell(format(value(row)))}</span>
      </span>
    ),
  };
}

function count(title: string, key: string, value: (row: Service) => number): Column<Service> {
  return {
    key,
    title,
    width: '84px',
    align: 'end',
    isExtra: true,
    value,
    cell: (row) => <span data-nothing={value(row) === 0}>{spell(formatCount(value(row)))}</span>,
  };
}

/** Every service that was seen in any signal, the one that needs somebody most first. */
export function ServiceList({ empty }: { empty: ReactNode }) {
  const { q } = route.useSearch();
  const navigate = useNavigate({ from: '/services' });
  const answer = useGet('/services', { range: true, topics: ['metrics', 'traces', 'alerts', 'errors'] });
  const items = answer.data?.items;
  const rows = useMemo(() => {
    const wanted = q?.toLowerCase() ?? '';
    const found = (items ?? []).filter(({ service }) => service.toLowerCase().includes(wanted));
    return found.toSorted((left, right) => needOf(right) - needOf(left) || left.service.localeCompare(right.service));
  }, [items, q]);
  return (
    <>
      <FilterBar>
        <DraftInput
          label="Name"
          placeholder="any"
          value={q}
          onCommit={(next) => void navigate({ search: (search) => ({ ...search, q: next }), replace: true })}
        />
      </FilterBar>
      <div className={styles.box}>
        <AnswerPanel
          title={
            items === undefined || rows.length === items.length
              ? 'Services'
              : `${rows.length} of ${items.length} services`
          }
          answer={answer}
          flush
          isEmpty={(data) => data.items.length === 0}
          empty={empty}
        >
          {() => (
            <DataTable
              label="Services"
              columns={COLUMNS}
              rows={rows}
              rowKey={({ service }) => service}
              maxHeight={760}
            />
          )}
        </AnswerPanel>
      </div>
    </>
  );
}
