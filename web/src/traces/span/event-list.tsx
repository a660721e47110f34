import { eventsOf, type SpanEvent } from '../trace/happenings.js';
import { preciseMs } from '../trace/precise-time.js';
import type { TreeSpan } from '../trace/span-tree.js';
import { spellOffset } from '../waterfall/spell-offset.js';
import { AttributeList } from './attribute-list.js';
import styles from './span-panel.module.css';

/** What the span itself tells that happened in it, exceptions with their stacks. */
export function EventList({ placed, startAt }: { placed: TreeSpan; startAt: number }) {
  return (
    <ul className={styles.list}>
      {eventsOf(placed.span).map((event) => {
        const at = preciseMs(event.time) - startAt - placed.startMs + (placed.span.clock_skew_ms ?? 0);
        return (
          <li key={`${event.time} ${event.name} ${JSON.stringify(event.attributes)}`}>
            <p className={styles.line}>
              <strong>{event.name}</strong>
              <span className={styles.small}>+{spellOffset(at, 0.001)}</span>
            </p>
            {event.name === 'exception' ? (
              <Exception event={event} />
            ) : (
              <AttributeList attributes={event.attributes} label={event.name} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Exception({ event: { attributes } }: { event: SpanEvent }) {
  const { 'exception.type': type, 'exception.message': message, 'exception.stacktrace': stack, ...more } = attributes;
  return (
    <>
      <p className={styles.line} data-tone="error">
        {[type, message]
          .filter((part) => part !== undefined)
          .map(String)
          .join(': ')}
      </p>
      {stack !== undefined && (
        <pre className={styles.stack} tabIndex={0}>
          {typeof stack === 'string' ? stack : JSON.stringify(stack)}
        </pre>
      )}
      {Object.keys(more).length > 0 && <AttributeList attributes={more} label="the exception" />}
    </>
  );
}
