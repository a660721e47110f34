import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { Icon } from '../../state/icon.js';
import { catalogLines, groupMetrics, type MetricGroup } from './group-metrics.js';
import type { MetricInfo } from './metric-info.js';
import styles from './metric-list.module.css';
import { MetricRow } from './metric-row.js';
import { useSparklines } from './use-sparklines.js';

const ROW_HEIGHT = 38;
const MAX_HEIGHT = 720;

/** Metrics in groups, any number of them: only those in view are in the page, and only their shapes are asked for. */
export function MetricList({ metrics, service }: { metrics: readonly MetricInfo[]; service: string | undefined }) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => catalogLines(groupMetrics(metrics), closed), [metrics, closed]);
  const open = useMemo(() => lines.flatMap((line) => ('metric' in line ? line.metric : [])), [lines]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const visible = virtual.getVirtualItems();
  const places = visible.flatMap(({ index }) => {
    const line = lines[index];
    return line !== undefined && 'metric' in line ? line.place : [];
  });
  const shapes = useSparklines(open, places[0] ?? 0, places.at(-1) ?? -1);

  function toggle({ prefix }: MetricGroup): void {
    const next = new Set(closed);
    if (!next.delete(prefix)) next.add(prefix);
    setClosed(next);
  }

  return (
    <div ref={scroller} className={styles.scroller} style={{ maxHeight: MAX_HEIGHT }}>
      <ul className={styles.list} aria-label="Metrics" style={{ height: virtual.getTotalSize() }}>
        {visible.map(({ index, start }) => {
          const line = lines[index]!;
          return (
            <li
              key={'group' in line ? `group ${line.group.prefix}` : `${line.metric.name} ${line.metric.kind}`}
              className={styles.line}
              style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
            >
              {'group' in line ? (
                <button
                  type="button"
                  className={styles.group}
                  aria-expanded={line.isOpen}
                  onClick={() => toggle(line.group)}
                >
                  <Icon name={line.isOpen ? 'down' : 'right'} size={14} />
                  <span className={styles.prefix}>{line.group.prefix}</span>
                  <span className={styles.count}>{line.group.metrics.length}</span>
                </button>
              ) : (
                <MetricRow metric={line.metric} service={service} shape={shapes.get(line.metric.name)} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
