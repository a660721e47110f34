import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { StateIcon } from '../../state/state-icon.js';
import { type Column, rowLink } from '../../table/data-table.js';
import { Ago, Moment } from '../../time/moment.js';
import { AllowButton } from '../decisions/allow-button.js';
import { DecideButton } from '../decisions/decide-button.js';
import { SubjectBadge } from '../decisions/subject-badge.js';
import { stateOf } from '../decisions/subject-state.js';
import type { OffenderKey } from '../event-search.js';
import { OFFENDER_WORDS, SEVERITY_WORDS, wordsOfType } from '../words.js';
import styles from './offenders.module.css';

type Offender = components['schemas']['Offender'];
type DecisionList = components['schemas']['DecisionList'];

const WORST_FIRST = ['critical', 'error', 'warning', 'info'] as const;

/** Who, how much, what, where, since when, and what is done about it. */
export function offenderColumns(by: OffenderKey, decisions: DecisionList | undefined): Column<Offender>[] {
  const columns: Column<Offender>[] = [
    {
      key: 'value',
      title: OFFENDER_WORDS[by],
      width: 'minmax(130px, 2fr)',
      value: ({ value }) => value,
      cell: ({ value }) => (
        <Link to="/security" search={(search) => ({ ...search, [by]: value })} className={rowLink} title={value}>
          {value}
        </Link>
      ),
    },
    {
      key: 'count',
      title: 'Times',
      width: '76px',
      align: 'end',
      value: ({ count }) => count,
      cell: ({ count, events }) => <span title={`Told by ${events} events`}>{spell(formatCount(count))}</span>,
    },
    {
      key: 'severity',
      title: 'Severities',
      width: 'minmax(110px, 190px)',
      value: ({ by_severity: counts }) =>
        WORST_FIRST.reduce((rank, name) => rank * 1e4 + Math.min(counts[name], 9999), 0),
      cell: ({ by_severity }) => <Severities counts={by_severity} />,
    },
    {
      key: 'what',
      title: 'What, and where',
      width: 'minmax(150px, 2fr)',
      isExtra: true,
      cell: ({ event_types: types, services }) => (
        <span className={styles.lines} title={types.map(wordsOfType).join(', ')}>
          <span>{types.map(wordsOfType).join(', ')}</span>
          <span className={styles.muted}>{services.join(', ')}</span>
        </span>
      ),
    },
    {
      key: 'last',
      title: 'First and last',
      width: '150px',
      isExtra: true,
      value: ({ last_seen: last }) => last,
      cell: ({ first_seen: first, last_seen: last }) => (
        <span className={styles.lines}>
          <Ago at={last} />
          <span className={styles.muted}>
            since <Moment at={first} />
          </span>
        </span>
      ),
    },
  ];
  return by === 'ip_address' || by === 'user_id' ? [...columns, decideColumn(by, decisions)] : columns;
}

function decideColumn(scope: 'ip_address' | 'user_id', decisions: DecisionList | undefined): Column<Offender> {
  return {
    key: 'decision',
    title: 'Decided',
    width: 'minmax(236px, 1fr)',
    isExtra: true,
    cell: ({ value, event_types: types }) => {
      const subject = { scope, value };
      const state = decisions && stateOf(subject, decisions);
      if (state === undefined) return null;
      if (state.isAllowed || state.decision?.action === 'block') return <SubjectBadge state={state} />;
      return (
        <span className={styles.lines}>
          <SubjectBadge state={state} />
          <span className={styles.buttons}>
            <DecideButton subject={subject} reason={types.map(wordsOfType).join(', ').slice(0, 200)}>
              Block
            </DecideButton>
            <AllowButton subject={subject}>Allow</AllowButton>
          </span>
        </span>
      );
    },
  };
}

/** How many events there are of each severity, the worst first; those without any are left out. */
function Severities({ counts }: { counts: Offender['by_severity'] }) {
  return (
    <span className={styles.severities}>
      {WORST_FIRST.filter((name) => counts[name] > 0).map((name) => (
        <span key={name} title={SEVERITY_WORDS[name]}>
          <StateIcon tone={name} size={14} />
          <span className="visually-hidden">{SEVERITY_WORDS[name]}</span> {spell(formatCount(counts[name]))}
        </span>
      ))}
    </span>
  );
}
