import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Answer } from '../../api/use-get.js';
import { useMarks } from '../../charts/use-marks.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { merge, type TraceSample, type TraceSummary } from '../search/draw-sample.js';
import { LatencyScatter, type ScatterChoice } from './latency-scatter.js';
import type { ScatterPoint } from './scatter-area.js';
import styles from './scatter-panel.module.css';

interface ScatterPanelProps {
  sample: Answer<TraceSample>;
  /** The newest of the list, which come more often than the sample. */
  listed: readonly TraceSummary[];
  onChoose: (choice: ScatterChoice) => void;
}

/** How long traces took over time: what is slow, what failed, and since when. */
export function ScatterPanel({ sample, listed, onChoose }: ScatterPanelProps) {
  const navigate = useNavigate();
  const marks = useMarks();
  const span = sample.span;
  const points = useMemo(() => pointsOf(merge([listed, sample.data?.items ?? []])), [listed, sample.data]);
  const shown = useMemo(() => (span === undefined ? [] : points.filter(({ at }) => at >= span.from)), [points, span]);
  const until = useMemo(
    () => span && { from: span.from, to: Math.max(span.to, ...shown.map(({ at }) => at)) },
    [span, shown],
  );
  return (
    <AnswerPanel title="Duration over time" answer={sample} waitingHeight={250}>
      {({ isComplete }) => (
        <>
          {until !== undefined && (
            <LatencyScatter
              points={shown}
              span={until}
              marks={marks}
              onOpen={(traceId) => void navigate({ to: '/traces/$traceId', params: { traceId } })}
              onChoose={onChoose}
            />
          )}
          <p className={styles.legend}>
            <span>
              <span className={styles.dot} /> fine
            </span>
            <span>
              <span className={styles.cross}>✕</span> something failed
            </span>
            <span className={styles.hint}>
              {isComplete
                ? `All ${shown.length.toLocaleString('en')} traces of this time.`
                : `${shown.length.toLocaleString('en')} traces: the latest, the slowest, and some of each part of this time.`}{' '}
              Click to open one, drag to narrow time and duration.
            </span>
          </p>
        </>
      )}
    </AnswerPanel>
  );
}

function pointsOf(traces: readonly TraceSummary[]): ScatterPoint[] {
  return traces.map(({ trace_id, started_at, duration_ms, error_count, root_operation, root_service }) => ({
    id: trace_id,
    at: Date.parse(started_at),
    tookMs: duration_ms,
    failed: error_count > 0,
    label: `${root_service} · ${root_operation}`,
  }));
}
