import { Tabs } from '@mantine/core';
import { useMemo } from 'react';
import { type AnswerOf, useGet } from '../../api/use-get.js';
import { type Ink, inkOf } from '../../charts/series.js';
import { Panel } from '../../panel/panel.js';
import { WaterfallView } from '../waterfall/waterfall-view.js';
import { EventsView } from './events-view.js';
import { happeningsOf } from './happenings.js';
import { OperationTable } from './operation-table.js';
import styles from './trace-views.module.css';
import type { LoadedTrace } from './use-trace.js';
import { VIEWS, type ViewSearch } from './view-search.js';

const MOST_LOGS = 1000;
const MOST_ERRORS = 100;

export interface TraceViewProps {
  traceId: string;
  trace: AnswerOf<'/traces/{trace_id}'>;
  loaded: LoadedTrace;
  search: ViewSearch;
  onSearch: (more: ViewSearch) => void;
  /** Called when spans are asked for that were left out. */
  onNeedAll: () => void;
}

/** The ways to look at a trace. */
export function TraceViews(props: TraceViewProps) {
  const { traceId, trace, loaded, search, onSearch } = props;
  const { tree, isGrowing } = loaded;
  const logs = useGet('/logs', { query: { trace_id: traceId, limit: MOST_LOGS }, enabled: trace.logs.count > 0 });
  const errors = useGet('/errors', {
    query: { trace_id: traceId, limit: MOST_ERRORS },
    enabled: trace.errors.count > 0,
  });
  const inks = useMemo(
    () => new Map<string, Ink>(trace.services.map((service, position) => [service, inkOf(position)])),
    [trace.services],
  );
  const happenings = useMemo(
    () => happeningsOf(tree, trace.errors.items, logs.data?.items ?? []),
    [tree, trace.errors.items, logs.data],
  );
  const view = search.view ?? 'waterfall';
  const showSpan = (span: string) => onSearch({ view: undefined, span });
  const count = trace.errors.count + trace.logs.count;
  return (
    <Panel
      title="Spans"
      answer={{
        updatedAt: loaded.updatedAt,
        call: `/traces/${encodeURIComponent(traceId)}?fold=true`,
        failure: undefined,
        data: trace,
        refetch: loaded.retry,
      }}
      actions={
        isGrowing && (
          <span className={styles.growing} role="status">
            {tree.spans.length.toLocaleString('en')} of {trace.span_count.toLocaleString('en')} read
          </span>
        )
      }
      flush
    >
      <Tabs
        value={view}
        onChange={(value) =>
          onSearch({ view: value === 'waterfall' ? undefined : VIEWS.find((known) => known === value) })
        }
        keepMounted={false}
      >
        <Tabs.List className={styles.tabs}>
          <Tabs.Tab value="waterfall">Waterfall</Tabs.Tab>
          <Tabs.Tab value="operations">Operations</Tabs.Tab>
          <Tabs.Tab value="events">Errors and logs{count > 0 && ` (${count.toLocaleString('en')})`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="waterfall" className={styles.view}>
          <WaterfallView
            {...props}
            inks={inks}
            happenings={happenings}
            logs={logs.data?.items ?? []}
            errors={errors.data?.items ?? []}
          />
        </Tabs.Panel>
        <Tabs.Panel value="operations">
          <OperationTable tree={tree} onSpan={showSpan} />
        </Tabs.Panel>
        <Tabs.Panel value="events" className={styles.view}>
          <EventsView traceId={traceId} trace={trace} tree={tree} logs={logs} errors={errors} onSpan={showSpan} />
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}
