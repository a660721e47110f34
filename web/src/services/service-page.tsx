import { getRouteApi, Link } from '@tanstack/react-router';
import type { components } from '../api/schema.js';
import { useGet } from '../api/use-get.js';
import { Grid } from '../page/grid.js';
import { Page } from '../page/page.js';
import { AnswerView } from '../panel/answer-view.js';
import { StateBadge, Tag } from '../state/state-badge.js';
import { CallTable } from './call-table.js';
import { toneOfService, wordOfService } from './judge-service.js';
import { ServiceCharts } from './service-charts.js';
import { ServiceInstances } from './service-instances.js';
import { ServiceOperations } from './service-operations.js';
import styles from './service-page.module.css';
import { ServiceTroubles } from './service-troubles.js';

type Detail = components['schemas']['ServiceDetailView'];

const route = getRouteApi('/services/$service');

/** One service: how it does, what is wrong with it, what it does, whom it calls and who calls it. */
export function ServicePage() {
  const { service } = route.useParams();
  const answer = useGet('/services/{service}', {
    path: { service },
    range: true,
    topics: ['metrics', 'traces', 'alerts', 'errors'],
  });
  return (
    <Page
      title={service}
      tabTitle={`${service} · Services`}
      hasRange
      badge={answer.data && <ServiceState detail={answer.data} />}
      actions={<Ways service={service} />}
    >
      <AnswerView answer={answer} waitingHeight={320}>
        {(detail) => (
          <div className={styles.body}>
            <ServiceTroubles detail={detail} />
            <ServiceCharts detail={detail} answer={answer} />
            <ServiceOperations service={service} operations={detail.operations} />
            <Grid min="large">
              <CallTable title="Called by" calls={detail.called_by} side="client" />
              <CallTable title="Calls" calls={detail.calls} side="server" />
            </Grid>
            <ServiceInstances detail={detail} />
          </div>
        )}
      </AnswerView>
    </Page>
  );
}

function ServiceState({ detail }: { detail: Detail }) {
  const [newest] = detail.versions;
  return (
    <>
      <StateBadge tone={toneOfService(detail)}>{wordOfService(detail)}</StateBadge>
      {newest !== undefined && <Tag title="The newest version">{newest.version}</Tag>}
    </>
  );
}

/** To the same service elsewhere. The addresses are of pages of other areas. */
function Ways({ service }: { service: string }) {
  const pages = [
    ['/traces', 'Traces'],
    ['/logs', 'Logs'],
    ['/errors', 'Errors'],
  ] as const;
  return (
    <nav className={styles.ways} aria-label={`More of ${service}`}>
      {pages.map(([to, label]) => (
        <Link key={to} to={to as never} search={((search: object) => ({ ...search, service })) as never}>
          {label}
        </Link>
      ))}
      <Link to="/services" search={(search) => ({ ...search, view: 'map', around: service })}>
        Map
      </Link>
    </nav>
  );
}
