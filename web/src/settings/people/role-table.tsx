import { Panel } from '../../panel/panel.js';
import styles from './role-table.module.css';

type Role = 'viewer' | 'admin' | 'ingest';

const ROLES: readonly Role[] = ['viewer', 'admin', 'ingest'];
const RIGHTS: readonly (readonly [what: string, may: readonly Role[]])[] = [
  ['Read metrics, traces, logs, errors, alerts and security events', ['viewer', 'admin']],
  ['Send data', ['ingest', 'admin']],
  ['Resolve and acknowledge alerts, silence, change rules and channels', ['admin']],
  ['Work on errors: resolve, ignore, assign, merge', ['admin']],
  ['Block, allow and judge security events', ['admin']],
  ['Read and change settings, make and revoke ingest keys, clean up', ['admin']],
  ['Read the audit trail', ['admin']],
];

/** What each role may do; the service checks it at every route. */
export function RoleTable() {
  return (
    <Panel title="What each role may do">
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">May</th>
              {ROLES.map((role) => (
                <th key={role} scope="col">
                  {role}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {RIGHTS.map(([what, may]) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                {ROLES.map((role) => (
                  <td key={role} data-may={may.includes(role)}>
                    {may.includes(role) ? 'yes' : 'no'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
