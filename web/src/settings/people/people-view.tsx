import { Grid } from '../../page/grid.js';
import { Facts } from '../../panel/facts.js';
import { Panel } from '../../panel/panel.js';
import { useSession } from '../../sign-in/session.js';
import { Snippet } from '../../snippet/snippet.js';
import { Tag } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import styles from '../settings.module.css';
import { RoleTable } from './role-table.js';

/** Who is signed in, what each role may do, and where roles come from. */
export function PeopleView() {
  const { subject, name, role, expiresAt, openIdConnect } = useSession();
  return (
    <div className={styles.body}>
      <Grid min="large">
        <Panel title="You">
          <Facts
            items={[
              ['Name', name],
              ['On the audit trail', subject],
              ['Role', role && <Tag key="role">{role}</Tag>],
              ['Session ends', expiresAt && <Moment key="end" at={expiresAt} />],
            ]}
          />
          <p className={styles.small}>The session is renewed by itself while the page is open and used.</p>
        </Panel>
        <Panel title="Where roles come from">
          <p className={styles.lead}>
            There are no accounts to keep here: whoever signs in brings a role. A token has it in its claim{' '}
            <code>role</code>, or as one of several in <code>roles</code>; the highest counts.
          </p>
          <Snippet label="A token for somebody" code="npm run token -- --role viewer --ttl 8h" />
          <p className={styles.small}>
            {openIdConnect === undefined ? (
              <>
                With <code>OIDC_ISSUER</code> and <code>OIDC_CLIENT_ID</code> set, people sign in with the accounts they
                have, and <code>OIDC_ADMIN_ROLES</code> and <code>OIDC_VIEWER_ROLES</code> say who is what.
              </>
            ) : (
              <>
                People also sign in with {openIdConnect}: <code>OIDC_ADMIN_ROLES</code> and{' '}
                <code>OIDC_VIEWER_ROLES</code> say which of its roles (claim <code>OIDC_ROLE_CLAIM</code>) are what
                here.
              </>
            )}
          </p>
        </Panel>
      </Grid>
      <RoleTable />
    </div>
  );
}
