import { Link } from '@tanstack/react-router';
import { ThingLink } from '../../app/thing-link.js';
import { Facts } from '../../panel/facts.js';
import { Snippet } from '../../snippet/snippet.js';
import { StateBadge, Tag } from '../../state/state-badge.js';
import { Ago, Moment } from '../../time/moment.js';
import { SubjectCard } from '../subjects/subject-card.js';
import { SEVERITY_WORDS, spellOut, wordsOfType } from '../words.js';
import styles from './event-detail.module.css';
import { countOf, factsOf, rulesOf, type SecurityEvent } from './evidence.js';
import { FalsePositiveButton } from './false-positive-button.js';
import { MatchedRules } from './matched-rules.js';

/** What is known of an event: what it was, what shows it, who and where, and what can be done. */
export function EventDetail({ event }: { event: SecurityEvent }) {
  const count = countOf(event.additional_data);
  const rules = rulesOf(event.additional_data);
  const facts = factsOf(event.additional_data);
  const reason = [wordsOfType(event.event_type), event.service, event.endpoint].filter(Boolean).join(', ');
  return (
    <div className={styles.detail}>
      <header className={styles.head}>
        <h3>{wordsOfType(event.event_type)}</h3>
        <StateBadge tone={event.severity}>{SEVERITY_WORDS[event.severity]}</StateBadge>
        {count > 1 && <Tag title="So many are told of by this one event">{count} times</Tag>}
      </header>
      {event.description !== null && <p className={styles.text}>{event.description}</p>}
      {event.false_positive_at === null ? (
        <FalsePositiveButton event={event} />
      ) : (
        <p className={styles.dismissed}>
          <StateBadge tone="good">False positive</StateBadge> said {event.false_positive_by},{' '}
          <Ago at={event.false_positive_at} />
        </p>
      )}
      {rules.length > 0 && <MatchedRules rules={rules} />}
      <section className={styles.part}>
        <h4>When and where</h4>
        <Facts items={placeOf(event)} />
      </section>
      {event.ip_address !== null && (
        <SubjectCard
          subject={{ scope: 'ip_address', value: event.ip_address }}
          eventId={event.event_id}
          reason={reason}
        />
      )}
      {event.user_id !== null && (
        <SubjectCard subject={{ scope: 'user_id', value: event.user_id }} eventId={event.event_id} reason={reason} />
      )}
      {facts.length > 0 && (
        <section className={styles.part}>
          <h4>Evidence</h4>
          <Facts items={facts.map(([name, text]) => [spellOut(name), text])} />
        </section>
      )}
      <Snippet label="The event as it is" code={JSON.stringify(event, null, 2)} />
    </div>
  );
}

function placeOf(event: SecurityEvent): readonly (readonly [string, React.ReactNode])[] {
  const { endpoint, request_id: request, trace_id: trace } = event;
  return [
    ['When', <Moment key="at" at={event.timestamp} />],
    [
      'Service',
      <ThingLink key="service" kind="service" id={event.service}>
        {event.service}
      </ThingLink>,
    ],
    [
      'Endpoint',
      endpoint && (
        <Link
          key="endpoint"
          to="/security"
          search={(search) => ({ ...search, endpoint, event: undefined })}
          title="Only events of this endpoint"
        >
          {endpoint}
        </Link>
      ),
    ],
    [
      'Request',
      request && (
        <ThingLink key="request" kind="request" id={request}>
          Logs of {request}
        </ThingLink>
      ),
    ],
    [
      'Trace',
      trace && (
        <ThingLink key="trace" kind="trace" id={trace}>
          {trace}
        </ThingLink>
      ),
    ],
    ['User agent', event.user_agent],
    ['Event id', <code key="id">{event.event_id}</code>],
  ];
}
