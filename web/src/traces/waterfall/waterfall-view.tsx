import { useCallback, useEffect, useMemo } from 'react';
import type { components } from '../../api/schema.js';
import type { Ink } from '../../charts/series.js';
import { SpanPanel } from '../span/span-panel.js';
import { findSpans } from '../trace/find-spans.js';
import type { Happening } from '../trace/happenings.js';
import type { TraceViewProps } from '../trace/trace-views.js';
import { LegendLine } from './legend-line.js';
import { Minimap } from './minimap.js';
import { Toolbar } from './toolbar.js';
import { useWaterfall } from './use-waterfall.js';
import { Waterfall } from './waterfall.js';
import styles from './waterfall-view.module.css';

interface WaterfallViewProps extends TraceViewProps {
  inks: ReadonlyMap<string, Ink>;
  happenings: ReadonlyMap<string, readonly Happening[]>;
  logs: readonly components['schemas']['LogRecordView'][];
  errors: readonly components['schemas']['ErrorView'][];
}

/** The waterfall with its map and its tools, and beside it the details of the selected span. */
export function WaterfallView({
  traceId,
  loaded,
  search,
  onSearch,
  onNeedAll,
  inks,
  happenings,
  logs,
  errors,
}: WaterfallViewProps) {
  const { tree, resources, isGrowing, isFolded } = loaded;
  const state = useWaterfall(tree, search.span, onNeedAll);
  const found = useMemo(() => findSpans(tree, search.find ?? ''), [tree, search.find]);
  const foundIds = useMemo(() => found.map((index) => tree.spans[index]!.span.span_id), [tree, found]);
  const foundSet = useMemo(() => new Set(found), [found]);
  const onSelect = useCallback((span: string | undefined) => onSearch({ span }), [onSearch]);
  const placed = search.span === undefined ? undefined : tree.byId.get(search.span);
  const onlyCritical = state.openness.onlyCritical;
  // Of the repeats that were left out some may be what the root waited for.
  useEffect(() => {
    if (onlyCritical && isFolded) onNeedAll();
  }, [onlyCritical, isFolded, onNeedAll]);
  return (
    <>
      <Toolbar
        state={state}
        find={search.find}
        onFind={(find) => onSearch({ find })}
        found={foundIds}
        selected={search.span}
        onSelect={onSelect}
        isGrowing={isGrowing || isFolded}
      />
      <LegendLine inks={inks} />
      <Minimap
        tree={tree}
        inks={inks}
        happenings={happenings}
        whole={state.whole}
        window={state.window}
        onChange={state.setWindow}
      />
      <div className={styles.split} data-details={placed !== undefined}>
        <Waterfall
          tree={tree}
          state={state}
          inks={inks}
          happenings={happenings}
          found={foundSet}
          selected={search.span}
          onSelect={onSelect}
        />
        {placed !== undefined && (
          <SpanPanel
            key={placed.span.span_id}
            traceId={traceId}
            tree={tree}
            placed={placed}
            resource={placed.span.resource_id === null ? undefined : resources[placed.span.resource_id]}
            errors={errors}
            logs={logs}
            onClose={() => onSelect(undefined)}
          />
        )}
      </div>
    </>
  );
}
