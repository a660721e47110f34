import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { Page } from '../../page/page.js';
import { searchOf } from '../../time/time-range.js';
import { ComparisonView } from '../comparison/comparison-view.js';
import { rootKey } from '../operations/narrow-to-operation.js';
import { OperationsPanel } from '../operations/operations-panel.js';
import { ScatterPanel } from '../scatter/scatter-panel.js';
import { rootsOf } from './roots.js';
import { TraceFilters } from './trace-filters.js';
import { TraceList } from './trace-list.js';
import { TABS, type TraceSearch } from './trace-search.js';
import styles from './traces-page.module.css';
import { useTraceList, useTraceSample } from './use-traces.js';

const route = getRouteApi('/traces');
const NONE: never[] = [];

/** Finds traces: by what they are, by where they stand among the others, by what their operations do. */
export function TracesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onChange = useCallback(
    (more: TraceSearch) => void navigate({ search: (kept) => ({ ...kept, ...more }), replace: true }),
    [navigate],
  );
  const list = useTraceList(search);
  const sample = useTraceSample(search);
  const listed = list.answer.data?.items ?? NONE;
  const roots = useMemo(() => rootsOf([...(sample.data?.items ?? []), ...listed]), [sample.data, listed]);
  const rootKeys = useMemo(() => new Set(roots.map(({ service, operation }) => rootKey(service, operation))), [roots]);
  const tab = search.tab ?? 'traces';
  return (
    <Page title="Traces" hasRange>
      <TraceFilters
        search={search}
        onChange={onChange}
        operations={roots
          .filter(({ service }) => search.service === undefined || service === search.service)
          .map(({ operation }) => operation)}
      />
      <Tabs
        value={tab}
        onChange={(value) => onChange({ tab: TABS.find((known) => known === value && known !== 'traces') })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="traces">Traces</Tabs.Tab>
          <Tabs.Tab value="operations">Operations</Tabs.Tab>
          <Tabs.Tab value="compare">Compare two times</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="traces" className={styles.tab}>
          <ScatterPanel
            sample={sample}
            listed={search.sort === 'slowest' ? NONE : listed}
            onChoose={({ from, to, minMs, maxMs }) =>
              void navigate({
                search: (kept) => ({
                  ...kept,
                  ...searchOf({ from, to }),
                  min_duration_ms: written(minMs),
                  max_duration_ms: written(maxMs),
                }),
              })
            }
          />
          <TraceList list={list} search={search} onChange={onChange} />
        </Tabs.Panel>
        <Tabs.Panel value="operations" className={styles.tab}>
          <OperationsPanel service={search.service} roots={rootKeys} onChange={onChange} />
        </Tabs.Panel>
        <Tabs.Panel value="compare" className={styles.tab}>
          <ComparisonView search={search} onChange={onChange} roots={roots} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** A duration of a drag: no more digits than a pixel is worth. */
function written(milliseconds: number): string {
  return String(Number(milliseconds.toPrecision(3)));
}
