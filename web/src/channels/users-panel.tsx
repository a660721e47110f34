import { Link } from '@tanstack/react-router';
import { Empty } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import styles from './channels.module.css';
import type { ChannelUsers } from './use-channel-users.js';

/** Who tells by a channel. */
export function UsersPanel({ users: { rules, policies, schedules } }: { users: ChannelUsers }) {
  const isUnused = rules.length + policies.length + schedules.length === 0;
  return (
    <Panel title="Used by">
      {isUnused ? (
        <Empty title="Nobody">Name it in a rule, an escalation policy or a schedule.</Empty>
      ) : (
        <ul className={styles.list}>
          {rules.map(({ rule_id, name }) => (
            <li key={rule_id}>
              <Link to="/alerts/rules/$ruleId" params={{ ruleId: rule_id }}>
                {name}
              </Link>
            </li>
          ))}
          {policies.map((name) => (
            <li key={`policy ${name}`}>
              Escalation policy <Link to={'/alerts/on-call' as '/alerts'}>{name}</Link>
            </li>
          ))}
          {schedules.map((name) => (
            <li key={`schedule ${name}`}>
              On-call schedule <Link to={'/alerts/on-call' as '/alerts'}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
