import { Select } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { components } from '../api/schema.js';
import { useGet } from '../api/use-get.js';
import { FilterBar } from '../filters/filter-bar.js';
import { AnswerPanel } from '../panel/answer-panel.js';
import { Empty } from '../panel/answer-view.js';
import { CallTable } from './call-table.js';
import { callsAround } from './lay-out-map.js';
import { MapDrawing } from './map-drawing.js';
import styles from './service-map.module.css';

type Call = components['schemas']['ServiceCallView'];

const route = getRouteApi('/services');
/** More than this on one picture cannot be read: the busiest are drawn, and all are in the table. */
const MOST_CALLS = 80;

/** Who calls whom, with how much traffic and how well, as spans tell it. */
export function ServiceMap() {
  const { around } = route.useSearch();
  const navigate = useNavigate({ from: '/services' });
  const answer = useGet('/traces/service-map', { range: true, topics: ['traces'] });
  const items = answer.data?.items;
  const names = useMemo(
    () => [...new Set((items ?? []).flatMap(({ client, server }) => [client, server]))].toSorted(),
    [items],
  );
  const calls = useMemo(
    () => busiest(around === undefined ? (items ?? []) : callsAround(items ?? [], around)),
    [items, around],
  );
  const choose = (service: string | null) =>
    void navigate({ search: (search) => ({ ...search, around: service ?? undefined }) });
  return (
    <>
      <FilterBar>
        <Select
          label="Around"
          placeholder="all services"
          size="sm"
          searchable
          clearable
          data={names}
          value={around ?? null}
          onChange={choose}
        />
      </FilterBar>
      <div className={styles.panels}>
        <AnswerPanel
          title={
            calls.length < (items?.length ?? 0) && around === undefined
              ? `The ${calls.length} busiest calls`
              : 'Calls between services'
          }
          answer={answer}
          isEmpty={(data) => data.items.length === 0}
          empty={
            <Empty title="No call between services was seen in this time">
              Calls come from spans: with the client package they are there by themselves; any OpenTelemetry SDK works,
              too.
            </Empty>
          }
        >
          {() => <MapDrawing calls={calls} around={around} />}
        </AnswerPanel>
        {items !== undefined && items.length > 0 && (
          <CallTable title="All calls" calls={around === undefined ? items : calls} />
        )}
      </div>
    </>
  );
}

function busiest(calls: readonly Call[]): Call[] {
  return calls.toSorted((left, right) => right.rate - left.rate).slice(0, MOST_CALLS);
}
