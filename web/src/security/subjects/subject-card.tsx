import { Link } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { AnswerView } from '../../panel/answer-view.js';
import { StateIcon } from '../../state/state-icon.js';
import { Ago, Moment } from '../../time/moment.js';
import { AllowButton } from '../decisions/allow-button.js';
import { DecideButton } from '../decisions/decide-button.js';
import { SubjectBadge } from '../decisions/subject-badge.js';
import { stateOf } from '../decisions/subject-state.js';
import { NO_FILTER } from '../event-search.js';
import { SCOPE_WORDS, SEVERITY_WORDS, wordsOfType } from '../words.js';
import styles from './subject-card.module.css';

interface SubjectCardProps {
  subject: { readonly scope: 'ip_address' | 'user_id'; readonly value: string };
  /** The event beside which it stands. */
  eventId: string;
  /** What is proposed as the reason of a decision. */
  reason: string;
}

const SHOWN = 5;

/** An address or a user: what else is told of it in this time, what is decided about it, and what can be. */
export function SubjectCard({ subject, eventId, reason }: SubjectCardProps) {
  const { scope, value } = subject;
  const decisions = useGet('/security/decisions', { topics: ['security'] });
  const state = decisions.data === undefined ? undefined : stateOf(subject, decisions.data);
  return (
    <section className={styles.card} aria-label={`${SCOPE_WORDS[scope]} ${value}`}>
      <header>
        <h4>
          {SCOPE_WORDS[scope]} <span>{value}</span>
        </h4>
        {state !== undefined && <SubjectBadge state={state} />}
      </header>
      {state?.decision !== undefined && (
        <p className={styles.why}>
          By {state.decision.detection ?? state.decision.created_by}: {state.decision.reason}
        </p>
      )}
      <div className={styles.buttons}>
        {state?.isAllowed === false && (
          <>
            <DecideButton subject={subject} reason={reason}>
              {`Block ${scope === 'user_id' ? 'user' : 'address'}`}
            </DecideButton>
            <AllowButton subject={subject}>{`Allow ${scope === 'user_id' ? 'user' : 'address'}`}</AllowButton>
          </>
        )}
        <Link to="/security" search={(search) => ({ ...search, ...NO_FILTER, [scope]: value, event: undefined })}>
          All its events
        </Link>
      </div>
      <Summary subject={subject} />
      <OtherEvents subject={subject} eventId={eventId} />
    </section>
  );
}

function Summary({ subject: { scope, value } }: Pick<SubjectCardProps, 'subject'>) {
  const { data } = useGet('/security/offenders', {
    query: { by: scope, [scope]: value, limit: 1 },
    range: true,
    topics: ['security'],
  });
  const known = data?.items[0];
  if (known === undefined) return null;
  return (
    <p className={styles.summary}>
      {spell(formatCount(known.count))} times in this time, since <Moment at={known.first_seen} />:{' '}
      {known.event_types.map(wordsOfType).join(', ')}; at {known.services.join(', ')}
    </p>
  );
}

function OtherEvents({ subject: { scope, value }, eventId }: Pick<SubjectCardProps, 'subject' | 'eventId'>) {
  const answer = useGet('/security/events', {
    query: { [scope]: value, limit: SHOWN + 1 },
    range: true,
    topics: ['security'],
  });
  return (
    <AnswerView answer={answer} waitingHeight={80}>
      {({ items }) => {
        const others = items.filter(({ event_id }) => event_id !== eventId).slice(0, SHOWN);
        if (others.length === 0) return <p className={styles.summary}>Nothing else of it in this time.</p>;
        return (
          <ul className={styles.others} aria-label={`Other events of ${value}`}>
            {others.map((event) => (
              <li key={event.event_id}>
                <StateIcon tone={event.severity} size={14} />
                <span className="visually-hidden">{SEVERITY_WORDS[event.severity]}</span>
                <Link to="/security" search={(search) => ({ ...search, event: event.event_id })}>
                  {wordsOfType(event.event_type)}
                </Link>
                <span className={styles.where}>{event.endpoint ?? event.description}</span>
                <Ago at={event.timestamp} />
              </li>
            ))}
          </ul>
        );
      }}
    </AnswerView>
  );
}
