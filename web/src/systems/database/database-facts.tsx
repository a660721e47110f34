import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';
import { formatLatency } from '../../format/duration.js';
import { formatPercent, formatPlain, formatRate } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Facts } from '../../panel/facts.js';
import { StateBadge } from '../../state/state-badge.js';
import { Ago } from '../../time/moment.js';
import styles from '../columns.module.css';

type Database = components['schemas']['DatabaseView'];

/** From here on new clients may soon be refused, percent. */
const CROWDED = 80;

/** PostgreSQL as it is this moment. */
export function DatabaseFacts({ answer }: { answer: Answer<Database> }) {
  return (
    <AnswerPanel
      title={answer.data === undefined ? 'PostgreSQL now' : `PostgreSQL ${answer.data.version} now`}
      answer={answer}
    >
      {(database) => (
        <div className={styles.columns}>
          <Facts
            items={[
              ['Size', spell(formatBytes(database.size_bytes))],
              ['Connections', <Connections key="connections" {...database.connections} />],
              ['Transactions', spell(formatRate(database.transactions_per_second))],
            ]}
          />
          <Facts
            items={[
              ['Reads from cache', spell(formatPercent(database.cache_hit_percent))],
              ['Longest transaction', spell(formatLatency(database.longest_transaction_seconds * 1000))],
              ['Deadlocks', formatPlain(database.deadlocks).text],
              ['Read', <Ago key="read" at={database.collected_at} />],
            ]}
          />
        </div>
      )}
    </AnswerPanel>
  );
}

function Connections({ active, idle, total, max }: Database['connections']) {
  const share = (total / max) * 100;
  return (
    <>
      {total} of {max}: {active} active, {idle} idle{' '}
      {share >= CROWDED && <StateBadge tone="warning">{spell(formatPercent(share))} taken</StateBadge>}
    </>
  );
}
