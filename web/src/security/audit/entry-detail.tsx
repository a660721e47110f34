import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ThingLink } from '../../app/thing-link.js';
import { Facts } from '../../panel/facts.js';
import { Snippet } from '../../snippet/snippet.js';
import { Tag } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import { spellOut } from '../words.js';
import styles from './audit.module.css';
import type { AuditEntry } from './audit-list.js';
import { flatten } from './difference.js';
import { DifferenceTable } from './difference-table.js';

/** Kinds of things that have a page of their own. */
const WITH_PAGE = new Set(['alert', 'alert_rule', 'error_group']);

/** Everything that an entry holds: who, what, what it made of the thing, and its place in the chain. */
export function EntryDetail({ entry }: { entry: AuditEntry }) {
  const details = [...flatten(entry.details)];
  return (
    <div className={styles.detail}>
      <header className={styles.head}>
        <h3>{spellOut(entry.action)}</h3>
        <Tag title="Its place in the trail">#{entry.sequence}</Tag>
      </header>
      <Facts items={factsOf(entry)} />
      {(entry.before !== null || entry.after !== null) && <DifferenceTable before={entry.before} after={entry.after} />}
      {details.length > 0 && (
        <section className={styles.part}>
          <h4>Details</h4>
          <Facts items={details.map(([name, text]) => [name, text])} />
        </section>
      )}
      <section className={styles.part}>
        <h4>Place in the chain</h4>
        <Facts
          items={[
            ['Sequence', entry.sequence],
            ['Hash', <code key="hash">{entry.hash}</code>],
            ['Hash before', <code key="before">{entry.previous_hash}</code>],
            ['Id', <code key="id">{entry.id}</code>],
          ]}
        />
      </section>
      <Snippet label="The entry as it is" code={JSON.stringify(entry, null, 2)} />
    </div>
  );
}

function factsOf(entry: AuditEntry): (readonly [string, ReactNode])[] {
  const { target_type: type, target_id: id, request_id: request, trace_id: trace } = entry;
  return [
    ['Who', entry.actor],
    ['What', <code key="action">{entry.action}</code>],
    ['To what', <Target key="target" type={type} id={id} />],
    ['When', <Moment key="at" at={entry.recorded_at} />],
    [
      'Happened',
      entry.occurred_at.slice(0, 19) !== entry.recorded_at.slice(0, 19) && (
        <Moment key="occurred" at={entry.occurred_at} />
      ),
    ],
    ['In', entry.service],
    ['From', entry.ip_address],
    ['Reported by', entry.reported_by],
    [
      'Request',
      request && (
        <>
          <ThingLink kind="request" id={request}>
            Logs of {request}
          </ThingLink>{' '}
          ·{' '}
          <Link to="/security/audit" search={(search) => ({ ...search, request_id: request, entry: undefined })}>
            all it did
          </Link>
        </>
      ),
    ],
    [
      'Trace',
      trace && (
        <ThingLink kind="trace" id={trace}>
          {trace}
        </ThingLink>
      ),
    ],
  ].map(([name, value]) => [name as string, value === false ? undefined : (value as ReactNode)] as const);
}

function Target({ type, id }: { type: string; id: string | null }) {
  if (id === null) return spellOut(type);
  return (
    <>
      {spellOut(type)}{' '}
      {WITH_PAGE.has(type) ? (
        <ThingLink kind={type} id={id}>
          {id}
        </ThingLink>
      ) : (
        id
      )}{' '}
      ·{' '}
      <Link
        to="/security/audit"
        search={(search) => ({ ...search, target_type: type, target_id: id, entry: undefined })}
      >
        all done to it
      </Link>
    </>
  );
}
