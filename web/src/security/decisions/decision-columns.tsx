import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { StateBadge } from '../../state/state-badge.js';
import type { Column } from '../../table/data-table.js';
import { Ago, Moment } from '../../time/moment.js';
import { ACTION_WORDS, SCOPE_WORDS } from '../words.js';
import styles from './decisions.module.css';
import { SubjectLink } from './subject-link.js';
import type { Decision } from './subject-state.js';

/** Whom, what, why, by whom and until when. */
export function decisionColumns(isPast: boolean, mayChange: boolean): Column<Decision>[] {
  const columns: Column<Decision>[] = [
    {
      key: 'who',
      title: 'Who',
      width: 'minmax(130px, 1.4fr)',
      value: ({ value }) => value,
      cell: (decision) => (
        <span className={styles.who}>
          <SubjectLink subject={decision} />
          <span className={styles.muted}>{SCOPE_WORDS[decision.scope]}</span>
        </span>
      ),
    },
    {
      key: 'action',
      title: isPast ? 'Was' : 'Is',
      width: '128px',
      value: ({ action }) => action,
      cell: ({ action }) => (
        <StateBadge tone={isPast ? 'unknown' : action === 'block' ? 'critical' : 'info'}>
          {ACTION_WORDS[action]}
        </StateBadge>
      ),
    },
    {
      key: 'why',
      title: 'Why, and by whom',
      width: 'minmax(160px, 3fr)',
      isExtra: true,
      cell: ({ reason, detection, created_by: person, created_at: at }) => (
        <span className={styles.why}>
          <span title={reason}>{reason}</span>
          <span className={styles.muted}>
            {detection === null ? person : `Detection ${detection}`}, <Ago at={at} />
          </span>
        </span>
      ),
    },
    isPast ? ENDED : UNTIL,
  ];
  if (isPast || !mayChange) return columns;
  return [
    ...columns,
    { key: 'lift', title: '', width: '106px', align: 'end', cell: (decision) => <LiftButton decision={decision} /> },
  ];
}

const UNTIL: Column<Decision> = {
  key: 'until',
  title: 'Until',
  width: '130px',
  isExtra: true,
  value: ({ expires_at: at }) => at,
  cell: ({ expires_at: at }) => (at === null ? 'withdrawn' : <Moment at={at} />),
};

const ENDED: Column<Decision> = {
  key: 'ended',
  title: 'Ended',
  width: 'minmax(120px, 190px)',
  value: ({ lifted_at: lifted, expires_at: at }) => lifted ?? at,
  cell: ({ lifted_at: lifted, lifted_by: person, expires_at: at }) => (
    <span className={styles.who}>
      {lifted === null ? at !== null && <Moment at={at} /> : <Moment at={lifted} />}
      <span className={styles.muted}>{lifted === null ? 'ran out' : `withdrawn by ${person}`}</span>
    </span>
  ),
};

function LiftButton({ decision: { decision_id, value, action } }: { decision: Decision }) {
  const lifting = useChange(
    () => api.DELETE('/security/decisions/{decision_id}', { params: { path: { decision_id } } }),
    { topics: ['security', 'audit'], done: `Withdrawn: ${value}` },
  );
  return (
    <ConfirmButton
      question="Withdraw this decision?"
      consequence={
        action === 'block'
          ? `Requests of ${value} pass again within seconds. The decision stays among the past ones.`
          : `Requests of ${value} are no longer told of. The decision stays among the past ones.`
      }
      verb="Withdraw it"
      aria-label={`Withdraw the decision about ${value}`}
      loading={lifting.isRunning}
      onConfirm={() => lifting.run(undefined)}
    >
      Withdraw
    </ConfirmButton>
  );
}
