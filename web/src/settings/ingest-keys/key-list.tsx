import { useMemo } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge, Tag } from '../../state/state-badge.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Ago, Moment } from '../../time/moment.js';

type Key = components['schemas']['IngestKeyView'];

/** Every key, without its secret; good ones first, the newest first. */
export function KeyList({ onRevoked }: { onRevoked: (id: string) => void }) {
  const answer = useGet('/ingest-keys', { topics: ['audit', 'configuration'] });
  const { run: revoke } = useChange(
    ({ id }: Key) => api.DELETE('/ingest-keys/{key_id}', { params: { path: { key_id: id } } }),
    {
      topics: ['audit', 'configuration'],
      done: (_, { name }) => `The key of ${name} is revoked`,
      onDone: (_, { id }) => onRevoked(id),
    },
  );
  const columns = useMemo<Column<Key>[]>(
    () => [
      { key: 'name', title: 'Name', width: 'minmax(100px, 2fr)', value: ({ name }) => name, cell: nameOf },
      { key: 'hint', title: 'Ends with', width: '100px', isExtra: true, cell: ({ hint }) => <Tag>…{hint}</Tag> },
      {
        key: 'made',
        title: 'Made',
        isExtra: true,
        value: ({ created_at: at }) => at,
        cell: ({ created_at: at }) => <Moment at={at} />,
      },
      { key: 'by', title: 'By', isExtra: true, value: ({ created_by: by }) => by, cell: ({ created_by: by }) => by },
      {
        key: 'used',
        title: 'Last used',
        width: '120px',
        value: ({ last_used_at: at }) => at,
        cell: ({ last_used_at: at }) => (at === null ? 'never' : <Ago at={at} />),
      },
      { key: 'state', title: 'State', width: '150px', value: ({ revoked_at: at }) => at, cell: stateOf },
      {
        key: 'revoke',
        title: '',
        width: '100px',
        align: 'end',
        cell: (key) =>
          key.revoked_at === null && (
            <ConfirmButton
              aria-label={`Revoke the key of ${key.name}, ends with ${key.hint}`}
              question={`Revoke the key of ${key.name}?`}
              consequence="Whoever sends with it is refused within a second, and its data is lost until it has another key. It cannot be taken back."
              verb="Revoke it"
              onConfirm={() => revoke(key)}
            >
              Revoke
            </ConfirmButton>
          ),
      },
    ],
    [revoke],
  );
  const items = answer.data?.items;
  const rows = useMemo(
    () => (items ?? []).toSorted((left, right) => Number(left.revoked_at !== null) - Number(right.revoked_at !== null)),
    [items],
  );
  return (
    <AnswerPanel
      title="Ingest keys"
      answer={answer}
      flush
      isEmpty={(data) => data.items.length === 0}
      empty={<Empty title="There is no key yet">Make one above, and put it into a service.</Empty>}
    >
      {() => <DataTable label="Ingest keys" columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={44} />}
    </AnswerPanel>
  );
}

function nameOf({ name }: Key) {
  return <span title={name}>{name}</span>;
}

function stateOf({ revoked_at: at }: Key) {
  if (at === null) return <StateBadge tone="good">good</StateBadge>;
  return (
    <span>
      Revoked <Ago at={at} />
    </span>
  );
}
