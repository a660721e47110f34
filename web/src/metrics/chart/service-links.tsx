import { Link } from '@tanstack/react-router';
import { ThingLink } from '../../app/thing-link.js';
import styles from './series-table.module.css';

/** Where else one can look at what a series is of: its service, traces and logs. */
export function ServiceLinks({ service }: { service: string | undefined }) {
  if (service === undefined || service === '') return null;
  const search = { service } as object;
  return (
    <span className={styles.links}>
      <ThingLink kind="service" id={service}>
        Service
      </ThingLink>
      <Link to="/traces" search={search}>
        Traces
      </Link>
      <Link to="/logs" search={search}>
        Logs
      </Link>
    </span>
  );
}
