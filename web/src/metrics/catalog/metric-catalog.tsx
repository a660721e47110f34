import { Button, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { DraftInput } from '../../filters/draft-input.js';
import { FilterBar } from '../../filters/filter-bar.js';
import { AnswerView, Empty } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { Snippet } from '../../snippet/snippet.js';
import { KINDS, type MetricsSearch } from '../search.js';
import { useMetricsSearch } from '../use-metrics-search.js';
import { foldHistograms } from './metric-info.js';
import { MetricList } from './metric-list.js';
import { useMetricNames } from './use-metric-names.js';
import { useNamesOfService } from './use-names-of-service.js';

const RECORD = `curl -X POST -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  ${new URL('api/v1/monitoring/metrics', document.baseURI).href} \\
  -d '{"metric_name":"orders_total","metric_type":"counter","value":1,"tags":{"service":"shop"}}'`;

/** The metrics there are, to look through and to search. */
export function MetricCatalog() {
  const { search, change } = useMetricsSearch();
  const { q, kind, service } = search;
  const names = useMetricNames(q);
  const services = useGet('/metrics/tags/{name}/values', { path: { name: 'service' } });
  const ofService = useNamesOfService(service);
  const metrics = useMemo(
    () =>
      foldHistograms(names.data ?? []).filter(
        (metric) => (kind === undefined || metric.kind === kind) && (ofService?.has(metric.storedName) ?? true),
      ),
    [names.data, kind, ofService],
  );
  const isFiltered = q !== undefined || kind !== undefined || service !== undefined;
  return (
    <>
      <FilterBar>
        <div data-wide="true">
          <DraftInput
            label="Search"
            placeholder="A part of a metric’s name"
            value={q}
            onCommit={(next) => change({ q: next })}
          />
        </div>
        <Select
          label="Service"
          size="sm"
          placeholder="All services"
          searchable
          clearable
          data={[
            ...new Set([...(services.data?.items ?? []).filter((name) => name !== ''), ...(service ? [service] : [])]),
          ]}
          value={service ?? null}
          onChange={(next) => change({ service: next ?? undefined })}
        />
        <Select
          label="Kind"
          size="sm"
          placeholder="All kinds"
          clearable
          data={KINDS}
          value={kind ?? null}
          onChange={(next) => change({ kind: (next ?? undefined) as MetricsSearch['kind'] })}
        />
      </FilterBar>
      <Panel title={metrics.length === 1 ? '1 metric' : `${metrics.length} metrics`} answer={names} flush>
        <AnswerView
          answer={names}
          waitingHeight={400}
          isEmpty={() => metrics.length === 0}
          empty={
            isFiltered ? (
              <Empty title="No metric is like this">
                <p>Search for another part of a name, or take a filter away.</p>
              </Empty>
            ) : (
              <Empty title="No metrics yet">
                <p>
                  Services send them with the client, OpenTelemetry or Prometheus; or try it by hand, and it stands
                  here:
                </p>
                <Snippet label="Terminal" code={RECORD} />
              </Empty>
            )
          }
        >
          {() => <MetricList metrics={metrics} service={service} />}
        </AnswerView>
        {names.hasMore && (
          <Button variant="subtle" loading={names.isLoadingMore} onClick={names.loadMore}>
            Load more names
          </Button>
        )}
      </Panel>
    </>
  );
}
