import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { type EventSearch, queryOf } from '../event-search.js';
import { wordsOfType } from '../words.js';
import { SEVERITY_STYLE, STACKED, severityData, typeStyle } from './chart-data.js';
import styles from './event-statistics.module.css';
import { useTypeData } from './use-type-data.js';

const HEIGHT = 200;
/** More are hardly told apart. */
const DRAWN_TYPES = 6;
const SPLITS = [
  { value: 'severity', label: 'By severity' },
  { value: 'type', label: 'By type' },
];

/** How many events there are over time, and of which types and services. */
export function EventStatistics({ search }: { search: EventSearch }) {
  const navigate = useNavigate({ from: '/security' });
  const query = queryOf(search);
  const answer = useGet('/security/statistics', { query, range: true, topics: ['security'] });
  const { data } = answer;
  const isByType = search.split === 'type';
  // The list is a new one with each answer; the chart is drawn anew only when its types change.
  const names = JSON.stringify((data?.by_event_type ?? []).slice(0, DRAWN_TYPES).map(({ event_type }) => event_type));
  const types = useMemo(() => JSON.parse(names) as string[], [names]);
  const ofTypes = useMemo(() => typeStyle(types), [types]);
  const bySeverity = useMemo(() => data && severityData(data), [data]);
  const byType = useTypeData(types, query, isByType && data !== undefined);
  const newest = isByType
    ? [...(data?.by_event_type ?? []).slice(0, DRAWN_TYPES).map(({ count }) => count), othersOf(data)]
    : STACKED.map((severity) => data?.by_severity[severity] ?? null);
  const style = isByType ? ofTypes : SEVERITY_STYLE;
  const chart = isByType ? byType : bySeverity;
  return (
    <div className={styles.statistics}>
      <ChartPanel
        title="Security events"
        quantity={data && formatCount(data.total)}
        caption="in this time"
        data={chart?.values.length === style.series.length ? chart : undefined}
        style={style}
        newest={newest}
        answer={answer}
        service={search.service}
        height={HEIGHT}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Split the chart"
            data={SPLITS}
            value={isByType ? 'type' : 'severity'}
            onChange={(next) =>
              void navigate({
                search: (old) => ({ ...old, split: next === 'type' ? 'type' : undefined }),
                replace: true,
              })
            }
          />
        }
      />
      <AnswerPanel
        title="Types and services"
        answer={answer}
        waitingHeight={HEIGHT}
        isEmpty={({ total }) => total === 0}
        empty={<Empty title="None in this time" />}
      >
        {({ by_event_type, by_service, total }) => (
          <div className={styles.lists} role="region" aria-label="Counts by type and service" tabIndex={0}>
            <Shares
              label="Types"
              total={total}
              shares={by_event_type.map(({ event_type, count }) => ({
                name: event_type,
                label: wordsOfType(event_type),
                count,
              }))}
              chosen={search.event_type ?? []}
              onChoose={(name) => {
                const others = (search.event_type ?? []).filter((type) => type !== name);
                const next = others.length === (search.event_type?.length ?? 0) ? [...others, name] : others;
                void navigate({
                  search: (old) => ({ ...old, event_type: next.length > 0 ? next : undefined }),
                  replace: true,
                });
              }}
            />
            <Shares
              label="Services"
              total={total}
              shares={by_service.map(({ service, count }) => ({ name: service, label: service, count }))}
              chosen={search.service === undefined ? [] : [search.service]}
              onChoose={(name) =>
                void navigate({
                  search: (old) => ({ ...old, service: search.service === name ? undefined : name }),
                  replace: true,
                })
              }
            />
          </div>
        )}
      </AnswerPanel>
    </div>
  );
}

function othersOf(data: { total: number; by_event_type: { count: number }[] } | undefined): number | null {
  if (data === undefined) return null;
  return data.by_event_type.slice(0, DRAWN_TYPES).reduce((rest, { count }) => rest - count, data.total);
}

interface SharesProps {
  label: string;
  total: number;
  shares: readonly { name: string; label: string; count: number }[];
  chosen: readonly string[];
  onChoose: (name: string) => void;
}

/** Counts with their share of all as a bar; a click narrows the page down to one, another click widens it again. */
function Shares({ label, total, shares, chosen, onChoose }: SharesProps) {
  return (
    <ul className={styles.shares} aria-label={label}>
      {shares.map((share) => (
        <li key={share.name}>
          <button
            type="button"
            title={share.name}
            aria-pressed={chosen.includes(share.name)}
            onClick={() => onChoose(share.name)}
          >
            <span className={styles.bar} style={{ width: `${(100 * share.count) / Math.max(1, total)}%` }} />
            <span className={styles.name}>{share.label}</span>
            <b>{spell(formatCount(share.count))}</b>
          </button>
        </li>
      ))}
    </ul>
  );
}
