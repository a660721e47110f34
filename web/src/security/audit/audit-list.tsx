import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema.js';
import { ThingLink } from '../../app/thing-link.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import { usePages } from '../use-pages.js';
import { spellOut } from '../words.js';
import styles from './audit.module.css';
import { type AuditSearch, auditQueryOf } from './audit-search.js';

/** Who did what to which thing, and when. Every text in it is from outside. */
export type AuditEntry = components['schemas']['AuditEntryView'];

const PAGE = 100;

const COLUMNS: readonly Column<AuditEntry>[] = [
  {
    key: 'sequence',
    title: '#',
    width: '64px',
    align: 'end',
    isExtra: true,
    cell: ({ sequence }) => sequence,
  },
  { key: 'when', title: 'When', width: '112px', cell: ({ recorded_at: at }) => <Moment at={at} /> },
  {
    key: 'who',
    title: 'Who',
    width: 'minmax(90px, 1.1fr)',
    cell: ({ actor }) => (
      <Link to="/security/audit" search={(search) => ({ ...search, actor })} title={`Only what ${actor} did`}>
        {actor}
      </Link>
    ),
  },
  {
    key: 'action',
    title: 'Did',
    width: 'minmax(120px, 1.8fr)',
    cell: ({ action, id }) => (
      <Link
        to="/security/audit"
        search={(search) => ({ ...search, entry: id })}
        resetScroll={false}
        className={rowLink}
        title={action}
      >
        {spellOut(action)}
      </Link>
    ),
  },
  {
    key: 'target',
    title: 'To what',
    width: 'minmax(120px, 2fr)',
    isExtra: true,
    cell: ({ target_type: type, target_id: id }) => (
      <span title={`${type} ${id ?? ''}`}>
        {spellOut(type)} <span className={styles.muted}>{id}</span>
      </span>
    ),
  },
  {
    key: 'service',
    title: 'In',
    width: 'minmax(90px, 1fr)',
    isExtra: true,
    cell: ({ service, reported_by: reporter }) =>
      reporter === null ? (
        service
      ) : (
        <ThingLink kind="service" id={service}>
          {service}
        </ThingLink>
      ),
  },
  {
    key: 'from',
    title: 'From',
    width: 'minmax(90px, 1fr)',
    isExtra: true,
    cell: ({ ip_address: address }) => address ?? '–',
  },
];

/** The entries that fit, newest first. */
export function AuditList({ search }: { search: AuditSearch }) {
  const answer = usePages<AuditEntry>('/audit', { ...auditQueryOf({ ...search }), limit: PAGE }, 'audit');
  return (
    <AnswerPanel
      title="Entries"
      answer={answer}
      flush
      waitingHeight={300}
      isEmpty={(entries) => entries.length === 0}
      empty={
        <Empty title="Nothing of this time fits">
          <p>Every change through this service puts an entry on record, and services may report their own.</p>
        </Empty>
      }
    >
      {(entries) => (
        <DataTable
          label="Audit entries"
          columns={COLUMNS}
          rows={entries}
          rowKey={({ id }) => id}
          maxHeight={720}
          isMarked={({ id }) => id === search.entry}
          footer={
            answer.hasMore ? (
              <Button variant="default" size="compact-sm" loading={answer.isReadingMore} onClick={answer.readMore}>
                Load more
              </Button>
            ) : (
              `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}: all of this time`
            )
          }
        />
      )}
    </AnswerPanel>
  );
}
