import { Button, CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { components } from '../../api/schema.js';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { Facts } from '../../panel/facts.js';
import { StateBadge, Tag } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import { toLogs, toService } from '../links.js';
import { ErrorList, LogList } from '../trace/happening-lists.js';
import { eventsOf } from '../trace/happenings.js';
import type { SpanTree, TreeSpan } from '../trace/span-tree.js';
import { spellOffset } from '../waterfall/spell-offset.js';
import { AttributeList } from './attribute-list.js';
import { CopyButton } from './copy-button.js';
import { EventList } from './event-list.js';
import { LinkList } from './link-list.js';
import styles from './span-panel.module.css';

interface SpanPanelProps {
  traceId: string;
  tree: SpanTree;
  placed: TreeSpan;
  resource: Readonly<Record<string, unknown>> | undefined;
  errors: readonly components['schemas']['ErrorView'][];
  logs: readonly components['schemas']['LogRecordView'][];
  onClose: () => void;
}

/** All that is known of one span. */
export function SpanPanel({ traceId, tree, placed, resource, errors, logs, onClose }: SpanPanelProps) {
  const { span, startMs, endMs } = placed;
  const own = logs.filter(({ span_id }) => span_id === span.span_id);
  const failed = errors.filter(({ span_id }) => span_id === span.span_id);
  const around = { from: tree.startAt + startMs, to: tree.startAt + endMs };
  return (
    <aside className={styles.panel} aria-label="Span details">
      <header className={styles.header}>
        <div>
          <h2>{span.operation_name}</h2>
          <p className={styles.line}>
            <Link {...toService(span.service_name)}>{span.service_name}</Link>
            <Tag>{span.kind}</Tag>
            {span.status === 'error' && <StateBadge tone="error">failed</StateBadge>}
            {span.on_critical_path && <Tag title="Without it the trace would have ended earlier">critical path</Tag>}
          </p>
        </div>
        <CloseButton aria-label="Close the details" onClick={onClose} />
      </header>
      {span.status_message !== null && (
        <p className={styles.message} data-tone={span.status === 'error' ? 'error' : 'info'}>
          {span.status_message}
        </p>
      )}
      <Facts items={factsOf(tree, placed)} />
      <div className={styles.line}>
        <Button
          component={Link}
          {...toLogs({ trace_id: traceId, span_id: span.span_id }, around)}
          variant="default"
          size="compact-xs"
        >
          Logs of this span
        </Button>
        <Button
          component={Link}
          {...toLogs({ trace_id: traceId }, { from: tree.startAt, to: tree.startAt + tree.durationMs })}
          variant="default"
          size="compact-xs"
        >
          Logs of this trace
        </Button>
      </div>
      <Part title="Errors" count={failed.length}>
        <ErrorList errors={failed} />
      </Part>
      <Part title="Attributes" count={Object.keys(span.tags).length}>
        <AttributeList attributes={span.tags} label="attributes" service={span.service_name} />
      </Part>
      <Part title="Events" count={eventsOf(span).length}>
        <EventList placed={placed} startAt={tree.startAt} />
      </Part>
      <Part title="Log records" count={own.length}>
        <LogList logs={own} startAt={tree.startAt} />
      </Part>
      <Part title="Links" count={span.links?.length ?? 0}>
        <LinkList span={span} />
      </Part>
      <Part title="Sent by" count={Object.keys(resource ?? {}).length}>
        <AttributeList attributes={resource ?? {}} label="what sent it" />
      </Part>
    </aside>
  );
}

/** A titled part that is left out when there is nothing in it. */
function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className={styles.part}>
      <h3>
        {title} <span className={styles.small}>{count}</span>
      </h3>
      {children}
    </section>
  );
}

function factsOf({ startAt }: SpanTree, { span, startMs }: TreeSpan): readonly (readonly [string, ReactNode])[] {
  const took = (milliseconds: number | null) =>
    milliseconds === null ? undefined : spell(formatLatency(milliseconds));
  const leftOut = Object.entries(span.left_out ?? {}).map(([what, count]) => `${String(count)} ${what}`);
  return [
    ['Duration', took(span.duration_ms) ?? 'still open'],
    ['Without its children', took(span.self_time_ms)],
    ['On the critical path', span.critical_ms > 0 ? took(span.critical_ms) : undefined],
    ['Started', <Moment key="at" at={startAt + startMs} />],
    ['After the trace began', `+${spellOffset(startMs, 0.001)}`],
    [
      'Clock',
      span.clock_skew_ms === null
        ? undefined
        : `moved by ${took(Math.abs(span.clock_skew_ms))}: it contradicted its caller's. It said ${span.sent_started_at}.`,
    ],
    ['Parent', span.missing_parent ? `${span.parent_span_id} has not arrived` : undefined],
    ['Recorded by', span.scope],
    ['Trace state', span.trace_state],
    ['Left out', leftOut.join(', ')],
    [
      'Span id',
      <span key="id" className={styles.line}>
        <code>{span.span_id}</code> <CopyButton text={span.span_id} what="span id" />
      </span>,
    ],
  ];
}
