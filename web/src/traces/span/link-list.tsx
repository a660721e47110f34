import { Link } from '@tanstack/react-router';
import type { SpanView } from '../trace/span-tree.js';
import { AttributeList } from './attribute-list.js';
import styles from './span-panel.module.css';

/** A span elsewhere; the OpenAPI document does not tell what is in a link. */
interface SpanLink {
  readonly trace_id: string;
  readonly span_id: string;
  readonly attributes: Readonly<Record<string, unknown>> | null;
}

/** Other spans that this one has to do with. */
export function LinkList({ span }: { span: SpanView }) {
  const links = (span.links ?? []) as unknown as readonly SpanLink[];
  return (
    <ul className={styles.list}>
      {links.map(({ trace_id, span_id, attributes }) => (
        <li key={`${trace_id} ${span_id}`}>
          <Link to="/traces/$traceId" params={{ traceId: trace_id }} search={{ span: span_id }}>
            Trace <code>{trace_id}</code>, span <code>{span_id}</code>
          </Link>
          <AttributeList attributes={attributes ?? {}} label="the link" />
        </li>
      ))}
    </ul>
  );
}
