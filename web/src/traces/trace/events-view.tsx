import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Answer, AnswerOf } from '../../api/use-get.js';
import { AnswerView, Empty } from '../../panel/answer-view.js';
import { toLogs } from '../links.js';
import styles from './events-view.module.css';
import { ErrorList, LogList } from './happening-lists.js';
import type { SpanTree } from './span-tree.js';

interface EventsViewProps {
  traceId: string;
  trace: AnswerOf<'/traces/{trace_id}'>;
  tree: SpanTree;
  logs: Answer<AnswerOf<'/logs'>>;
  errors: Answer<AnswerOf<'/errors'>>;
  onSpan: (spanId: string) => void;
}

/** What the other signals have of a trace, in the order in which it happened. */
export function EventsView({ traceId, trace, tree, logs, errors, onSpan }: EventsViewProps) {
  const causes = useMemo(
    () => new Map(trace.errors.items.map(({ error_id, caused_by }) => [error_id, caused_by])),
    [trace.errors.items],
  );
  const around = { from: tree.startAt, to: tree.startAt + trace.duration_ms };
  return (
    <div className={styles.columns}>
      <section aria-label="Errors of this trace">
        <h3>Errors</h3>
        {trace.errors.count === 0 ? (
          <Empty title="No errors were recorded in this trace" />
        ) : (
          <AnswerView answer={errors}>
            {({ items }) => <ErrorList errors={items.toReversed()} causes={causes} onSpan={onSpan} />}
          </AnswerView>
        )}
      </section>
      <section aria-label="Log records of this trace">
        <h3>
          Log records <Link {...toLogs({ trace_id: traceId }, around)}>Open in logs</Link>
        </h3>
        {trace.logs.count === 0 ? (
          <Empty title="No log records carry this trace's id">
            <p>
              Log records belong to a trace when they are sent with its trace_id: SDKs of OpenTelemetry and the client
              for Nest do that.
            </p>
          </Empty>
        ) : (
          <AnswerView answer={logs}>
            {({ items, next_cursor }) => (
              <>
                <LogList logs={items.toReversed()} startAt={tree.startAt} onSpan={onSpan} />
                {next_cursor !== null && (
                  <p className={styles.more}>These are the latest {items.length}. The logs page has them all.</p>
                )}
              </>
            )}
          </AnswerView>
        )}
      </section>
    </div>
  );
}
