import { useMemo } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Ago } from '../../time/moment.js';
import styles from './decisions.module.css';

type Exception = components['schemas']['SecurityExceptionView'];

const COLUMNS: readonly Column<Exception>[] = [
  {
    key: 'rule',
    title: 'Rule, and field',
    width: 'minmax(130px, 1.4fr)',
    value: ({ rule_id }) => rule_id,
    cell: ({ rule_id, field }) => (
      <span className={styles.who}>
        <span title={rule_id}>{rule_id}</span>
        <span className={styles.muted} title={field}>
          leaves {field} alone
        </span>
      </span>
    ),
  },
  {
    key: 'route',
    title: 'Of which route',
    width: 'minmax(120px, 2fr)',
    value: ({ route }) => route,
    cell: ({ route, service }) => (
      <span className={styles.who}>
        <span title={route}>{route}</span>
        <span className={styles.muted}>{service}</span>
      </span>
    ),
  },
  {
    key: 'by',
    title: 'Said by',
    width: 'minmax(110px, 1fr)',
    isExtra: true,
    value: ({ created_at: at }) => at,
    cell: ({ created_by: person, created_at: at }) => (
      <span className={styles.who}>
        <span title={person}>{person}</span>
        <span className={styles.muted}>
          <Ago at={at} />
        </span>
      </span>
    ),
  },
];
const REMOVE: Column<Exception> = {
  key: 'remove',
  title: '',
  width: '92px',
  align: 'end',
  cell: (exception) => <RemoveButton exception={exception} />,
};

/** What rules of inspection leave alone, because somebody said that an event was no attack. */
export function ExceptionsPanel() {
  const mayChange = useMayChange();
  const answer = useGet('/security/exceptions', { topics: ['security'] });
  const columns = useMemo(() => (mayChange ? [...COLUMNS, REMOVE] : COLUMNS), [mayChange]);
  return (
    <AnswerPanel
      title="Exceptions of inspection"
      answer={answer}
      flush
      isEmpty={({ items }) => items.length === 0}
      empty={
        <Empty title="No rule has exceptions">
          <p>Where an event says which rule matched, “False positive” makes one, for its field of its route.</p>
        </Empty>
      }
    >
      {({ items }) => (
        <DataTable
          label="Exceptions of inspection"
          columns={columns}
          rows={items}
          rowKey={({ exception_id }) => exception_id}
          rowHeight={56}
          maxHeight={360}
        />
      )}
    </AnswerPanel>
  );
}

function RemoveButton({ exception: { exception_id, rule_id, field, route } }: { exception: Exception }) {
  const removing = useChange(
    () => api.DELETE('/security/exceptions/{exception_id}', { params: { path: { exception_id } } }),
    { topics: ['security', 'audit'], done: `${rule_id} looks at ${field} again` },
  );
  return (
    <ConfirmButton
      question="Remove this exception?"
      consequence={`${rule_id} looks at ${field} of ${route} again within seconds. The event stays marked.`}
      verb="Remove it"
      aria-label={`Remove the exception of ${rule_id} for ${field}`}
      loading={removing.isRunning}
      onConfirm={() => removing.run(undefined)}
    >
      Remove
    </ConfirmButton>
  );
}
