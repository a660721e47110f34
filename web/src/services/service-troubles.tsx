import type { components } from '../api/schema.js';
import { ThingLink } from '../app/thing-link.js';
import { formatCount } from '../format/number.js';
import { spell } from '../format/quantity.js';
import { Grid } from '../page/grid.js';
import { Panel } from '../panel/panel.js';
import { StateIcon } from '../state/state-icon.js';
import { Ago } from '../time/moment.js';
import styles from './service-page.module.css';

type Detail = components['schemas']['ServiceDetailView'];

/** What is wrong with a service: alerts that fire and its most frequent errors; nothing at all when all is well. */
export function ServiceTroubles({ detail: { alerts, top_errors: errors } }: { detail: Detail }) {
  if (alerts.length === 0 && errors.length === 0) return null;
  return (
    <Grid min="large">
      {alerts.length > 0 && (
        <Panel title="Alerts" tone={alerts[0]!.severity}>
          <ul className={styles.list}>
            {alerts.map((alert) => (
              <li key={alert.alert_id} data-tone={alert.severity}>
                <StateIcon tone={alert.severity} size={15} />
                <span className={styles.text}>
                  <ThingLink kind="alert" id={alert.alert_id}>
                    {alert.name}
                  </ThingLink>
                </span>
                <span className={styles.muted}>
                  {alert.status}, since <Ago at={alert.fired_at ?? alert.started_at} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {errors.length > 0 && (
        <Panel title="Most frequent errors">
          <ul className={styles.list}>
            {errors.map((error) => (
              <li key={error.group_id}>
                <b>{spell(formatCount(error.count))}</b>
                <span className={styles.text} title={error.error_message}>
                  <ThingLink kind="error_group" id={error.group_id}>
                    {error.error_type}
                  </ThingLink>{' '}
                  {error.error_message}
                </span>
                <span className={styles.muted}>
                  <Ago at={error.last_seen_at} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Grid>
  );
}
