import { useGet } from '../api/use-get.js';
import { INTERFACES } from '../app/navigation.js';
import { formatSpan } from '../format/duration.js';
import { Grid } from '../page/grid.js';
import { AnswerPanel } from '../panel/answer-panel.js';
import { Facts } from '../panel/facts.js';
import { Panel } from '../panel/panel.js';
import { Moment } from '../time/moment.js';
import styles from './settings.module.css';

/** Which version of what is running, and the ways to its other doors. */
export function AboutView() {
  const status = useGet('/status', { topics: ['health'] });
  const database = useGet('/database', { topics: ['health'] });
  const system = useGet('/system', { topics: ['health'] });
  return (
    <Grid min="large">
      <AnswerPanel title="What is running" answer={status}>
        {({ service, version, started_at: startedAt, uptime_seconds: uptime }) => (
          <Facts
            items={[
              ['Service', service],
              ['Version', version],
              ['Started', <Moment key="started" at={startedAt} />],
              ['Running for', formatSpan(uptime * 1000)],
              ['Host', system.data && `${system.data.hostname} (${system.data.platform})`],
              ['Database', database.data && `PostgreSQL ${database.data.version}`],
              ['Address', <code key="address">{document.baseURI}</code>],
              ['Licence', 'MIT'],
            ]}
          />
        )}
      </AnswerPanel>
      <Panel title="Other doors">
        <ul className={styles.list}>
          {INTERFACES.map(({ label, href }) => (
            <li key={href}>
              <a href={href} target="_blank" rel="noreferrer">
                {label}
              </a>
            </li>
          ))}
        </ul>
        <p className={styles.small}>
          Everything that these pages show and do goes through the API, which is described there in full.
        </p>
      </Panel>
    </Grid>
  );
}
