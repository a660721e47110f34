import type { ReactNode } from 'react';
import { Facts } from '../../panel/facts.js';
import { Tag } from '../../state/state-badge.js';
import { Ago, Moment } from '../../time/moment.js';
import { AreaLink } from '../group/area-link.js';
import type { ErrorEvent } from '../group/group.js';
import styles from './event-view.module.css';

/** When and where an event happened, and the ways to its trace and logs. */
export function EventFacts({ event, actions }: { event: ErrorEvent; actions: ReactNode }) {
  const { trace_id: traceId, span_id: spanId, request_id: requestId } = event;
  const request = [event.http_method, event.endpoint, event.status_code].filter((part) => part !== null).join(' ');
  const tags = Object.entries(event.tags);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.when}>
          <Moment at={event.timestamp} /> <span className={styles.small}>(</span>
          <Ago at={event.timestamp} />
          <span className={styles.small}>)</span>
        </p>
        <div className={styles.steps}>{actions}</div>
      </div>
      <nav className={styles.links} aria-label="What belongs to this event">
        {traceId !== null && (
          <AreaLink to="/traces/$traceId" params={{ traceId }} search={{ span: spanId ?? undefined }}>
            Trace
          </AreaLink>
        )}
        {traceId !== null && (
          <AreaLink to="/logs" search={{ trace_id: traceId }}>
            Logs of the trace
          </AreaLink>
        )}
        {requestId !== null && requestId !== traceId && (
          <AreaLink to="/logs" search={{ request_id: requestId }}>
            Logs of the request
          </AreaLink>
        )}
        <AreaLink to="/services/$service" params={{ service: event.service }}>
          Service
        </AreaLink>
      </nav>
      <div className={styles.facts}>
        <Facts
          items={[
            ['Request', request],
            ['Release', event.release],
            ['Environment', event.environment],
            ['User', event.user_id],
            ['Severity', event.severity],
          ]}
        />
        <Facts
          items={[
            ['Trace', traceId && <code>{traceId}</code>],
            ['Request id', requestId && <code>{requestId}</code>],
            ['Event', <code key="id">{event.error_id}</code>],
          ]}
        />
      </div>
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags">
          {tags.map(([name, value]) => (
            <li key={name}>
              <Tag title={`${name}: ${value}`}>
                {name}: {value}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
