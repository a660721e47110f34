import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';
import { formatLatency, formatSpan } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { StateBadge } from '../../state/state-badge.js';
import { Ago } from '../../time/moment.js';
import styles from './own-checks.module.css';
import { useDownSince } from './use-down-since.js';

type Health = components['schemas']['HealthView'];
type CheckName = keyof Health['checks'];

const MEANINGS: Readonly<Record<CheckName, { title: string; works: string; next: string }>> = {
  database: {
    title: 'Database',
    works: 'PostgreSQL answers.',
    next: 'Is PostgreSQL up, DATABASE_URL right, are connections left? Everything goes on by itself when it is back.',
  },
  metrics_ingest: {
    title: 'Taking in metrics',
    works: 'A sample written now was committed.',
    next: 'When the database is down too, look there first; otherwise it is slow or its disk is full.',
  },
  jobs: {
    title: 'Jobs',
    works: 'No job that repeats within minutes is stuck or fails again and again.',
    next: 'The log of the service has the fault of each run.',
  },
};

/** The three things that the service lives by, each as it is now. */
export function OwnChecks({ answer }: { answer: Answer<Health> }) {
  const since = useDownSince(answer.data);
  return (
    <AnswerPanel
      title={answer.data?.service ?? 'This service'}
      answer={answer}
      actions={<Verdict health={answer.data} />}
    >
      {({ checks, version, uptime_seconds: uptime, checked_at: at }) => (
        <>
          <ul className={styles.checks}>
            {(Object.entries(checks) as [CheckName, Health['checks'][CheckName]][]).map(([name, check]) => {
              const isUp = check.status === 'up';
              const { title, works, next } = MEANINGS[name];
              return (
                <li key={name} data-tone={isUp ? 'good' : 'critical'}>
                  <div className={styles.head}>
                    <h3>{title}</h3>
                    <StateBadge tone={isUp ? 'good' : 'critical'}>{check.status}</StateBadge>
                  </div>
                  <p className={styles.message}>{isUp ? works : (check.message ?? 'It does not work.')}</p>
                  {!isUp && <p>{next}</p>}
                  <p className={styles.small}>
                    {check.latency_ms !== undefined && `Answered in ${spell(formatLatency(check.latency_ms))}. `}
                    {since[name] !== undefined && (
                      <>
                        Seen down <Ago at={since[name]} />.
                      </>
                    )}
                  </p>
                </li>
              );
            })}
          </ul>
          <p className={styles.small}>
            Version {version}, running for {formatSpan(uptime * 1000)}, checked <Ago at={at} />.
          </p>
        </>
      )}
    </AnswerPanel>
  );
}

function Verdict({ health }: { health: Health | undefined }) {
  if (health === undefined) return null;
  const isWell = health.status === 'ok';
  return <StateBadge tone={isWell ? 'good' : 'critical'}>{isWell ? 'well' : 'down'}</StateBadge>;
}
