import { Link } from '@tanstack/react-router';
import type { ServiceRow } from '../../api/dashboard.js';
import { useGet } from '../../api/use-get.js';
import { rangeIn, ThingLink } from '../../app/thing-link.js';
import { formatLatency } from '../../format/duration.js';
import { formatPercent, formatRate } from '../../format/number.js';
import type { Quantity } from '../../format/quantity.js';
import { StateIcon } from '../../state/state-icon.js';
import { WhatChanged } from '../changes/what-changed.js';
import { Section } from '../section.js';
import { ConnectService } from './connect-service.js';
import styles from './services-section.module.css';
import { sortServices } from './sort-services.js';

/** More than these are on their own page. */
const MOST = 12;

/** The services that send requests or are checked, worst first; and how to connect one while none but this one does. */
export function ServicesSection({ services }: { services: readonly ServiceRow[] }) {
  const { data: status } = useGet('/status');
  const alone = services.every(({ service }) => service === status?.service);
  return (
    <Section title="Services" columns="halves">
      <div className={styles.column}>
        {services.length > 0 && <ServicesTable services={services} />}
        {alone && <ConnectService />}
      </div>
      <WhatChanged />
    </Section>
  );
}

function ServicesTable({ services }: { services: readonly ServiceRow[] }) {
  return (
    <div className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Requests</th>
            <th scope="col">Failing</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {sortServices(services)
            .slice(0, MOST)
            .map((row) => (
              <tr key={row.service}>
                <th scope="row">
                  <div className={styles.service}>
                    <State up={row.up} />
                    <ThingLink kind="service" id={row.service} className={styles.name}>
                      {row.service}
                    </ThingLink>
                  </div>
                </th>
                <Cell quantity={formatRate(row.requests_per_second)} />
                <Cell quantity={formatPercent(row.error_percent)} />
                <Cell quantity={formatLatency(row.p95_ms)} />
              </tr>
            ))}
        </tbody>
      </table>
      {services.length > MOST && (
        <p className={styles.all}>
          <Link to="/services" search={rangeIn}>
            All {services.length} services
          </Link>
        </p>
      )}
    </div>
  );
}

function Cell({ quantity }: { quantity: Quantity }) {
  return (
    <td>
      {quantity.text}
      <span className={styles.unit}>{quantity.unit}</span>
    </td>
  );
}

function State({ up }: { up: boolean | null }) {
  if (up === null) {
    return (
      <span className={styles.unchecked} title="Not checked from outside">
        <span className="visually-hidden">not checked</span>
      </span>
    );
  }
  return (
    <span className={styles.state} data-tone={up ? 'good' : 'critical'}>
      <StateIcon tone={up ? 'good' : 'critical'} size={16} />
      <span className={up ? 'visually-hidden' : styles.down}>{up ? 'up' : 'down'}</span>
    </span>
  );
}
