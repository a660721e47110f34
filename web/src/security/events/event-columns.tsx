import { Link } from '@tanstack/react-router';
import { ThingLink } from '../../app/thing-link.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { StateBadge, Tag } from '../../state/state-badge.js';
import { StateIcon } from '../../state/state-icon.js';
import { type Column, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import { SEVERITY_WORDS, wordsOfType } from '../words.js';
import styles from './event-columns.module.css';
import { countOf, type SecurityEvent } from './evidence.js';

/** When, how bad, what, who and where. */
export const EVENT_COLUMNS: readonly Column<SecurityEvent>[] = [
  {
    key: 'when',
    title: 'When',
    width: '112px',
    cell: ({ timestamp }) => <Moment at={timestamp} />,
  },
  {
    key: 'severity',
    title: 'Severity',
    width: '96px',
    isExtra: true,
    cell: ({ severity }) => <StateBadge tone={severity}>{SEVERITY_WORDS[severity]}</StateBadge>,
  },
  {
    key: 'what',
    title: 'What',
    width: 'minmax(160px, 3fr)',
    cell: (event) => <What event={event} />,
  },
  {
    key: 'who',
    title: 'Who',
    width: 'minmax(110px, 1.1fr)',
    isExtra: true,
    cell: ({ ip_address: address, user_id: user }) => (
      <span className={styles.lines}>
        {address !== null && (
          <Link to="/security" search={(search) => ({ ...search, ip_address: address })} title="Only this address">
            {address}
          </Link>
        )}
        {user !== null && (
          <Link to="/security" search={(search) => ({ ...search, user_id: user })} title={`Only this user: ${user}`}>
            {user}
          </Link>
        )}
        {address === null && user === null && '–'}
      </span>
    ),
  },
  {
    key: 'where',
    title: 'Where',
    width: 'minmax(120px, 1.6fr)',
    isExtra: true,
    cell: ({ service, endpoint }) => (
      <span className={styles.lines}>
        <ThingLink kind="service" id={service}>
          {service}
        </ThingLink>
        <span className={styles.muted} title={endpoint ?? undefined}>
          {endpoint}
        </span>
      </span>
    ),
  },
];

function What({ event }: { event: SecurityEvent }) {
  const count = countOf(event.additional_data);
  return (
    <span className={styles.lines}>
      <span className={styles.first}>
        <span className={styles.narrow}>
          <StateIcon tone={event.severity} size={14} />
          <span className="visually-hidden">{SEVERITY_WORDS[event.severity]}</span>
        </span>
        <Link
          to="/security"
          search={(search) => ({ ...search, event: event.event_id })}
          resetScroll={false}
          className={rowLink}
        >
          {wordsOfType(event.event_type)}
        </Link>
        {count > 1 && <span className={styles.muted}>× {spell(formatCount(count))}</span>}
        {event.false_positive_at !== null && <Tag>False positive</Tag>}
      </span>
      <span className={styles.muted} title={event.description ?? undefined}>
        {event.description}
      </span>
    </span>
  );
}
