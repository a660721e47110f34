import type { ReactNode } from 'react';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { Ago, Moment } from '../../time/moment.js';
import { AreaLink } from '../group/area-link.js';
import type { ErrorGroupDetail } from '../group/group.js';
import styles from './group-page.module.css';

/** What is known of a group at a glance: how often, whom it hit, since when, in which releases. */
export function GroupFacts({ group }: { group: ErrorGroupDetail }) {
  const { releases } = group;
  return (
    <dl className={styles.strip}>
      <Fact name="Events">
        {spell(formatCount(group.event_count))}
        {group.left_out_count > 0 && (
          <span className={styles.small} title="Counted, but not stored: too many came at a time">
            {' '}
            {spell(formatCount(group.left_out_count))} not stored
          </span>
        )}
      </Fact>
      <Fact name="Users">{spell(formatCount(group.user_count))}</Fact>
      <Fact name="Last seen">
        <Ago at={group.last_seen_at} />
        <Release name={releases.at(-1)} />
      </Fact>
      <Fact name="First seen">
        <Moment at={group.first_seen_at} />
        <Release name={releases[0]} />
      </Fact>
      <Fact name="Service">
        <AreaLink to="/services/$service" params={{ service: group.service }}>
          {group.service}
        </AreaLink>
      </Fact>
      <Fact name="Severity">{group.severity}</Fact>
      {group.assignee !== null && <Fact name="Assignee">{group.assignee}</Fact>}
      {group.culprit !== null && (
        <Fact name="In">
          <code>{group.culprit}</code>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Release({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className={styles.small}> in {name}</span>;
}
