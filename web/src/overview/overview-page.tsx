import { useEffect, useMemo } from 'react';
import type { Dashboard } from '../api/dashboard.js';
import { type Answer, useGet } from '../api/use-get.js';
import { useNow } from '../app/use-now.js';
import { Page } from '../page/page.js';
import { AlertList } from './alerts/alert-list.js';
import { ConnectionNotice } from './connection/connection-notice.js';
import { ErrorsSection } from './errors/errors-section.js';
import { headlineOf, titleOf } from './headline/headline.js';
import { HeadlineBanner } from './headline/headline-banner.js';
import { HealthLine } from './health-line.js';
import { HostSection } from './host/host-section.js';
import styles from './overview-page.module.css';
import { OverviewSkeleton } from './overview-skeleton.js';
import { ServicesSection } from './services/services-section.js';
import { TrafficSection } from './traffic/traffic-section.js';

/** The state of everything on one page: the worst news first, then what stands behind it. */
export function OverviewPage() {
  const answer = useGet('/dashboard', {
    range: true,
    topics: ['metrics', 'alerts', 'errors', 'health'],
  });
  const { data: dashboard, failure, updatedAt } = answer;
  const title = titleOf(dashboard);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Page title="Overview" hasRange>
      {failure !== undefined && (
        <ConnectionNotice failure={failure} lastGoodAt={updatedAt === 0 ? undefined : updatedAt} />
      )}
      {dashboard !== undefined && <Overview dashboard={dashboard} answer={answer} />}
      {dashboard === undefined && failure === undefined && <OverviewSkeleton />}
    </Page>
  );
}

function Overview({ dashboard, answer }: { dashboard: Dashboard; answer: Answer<Dashboard> }) {
  const { alerts, generated_at: generatedAt, window_seconds: windowSeconds, step_seconds: stepSeconds } = dashboard;
  const now = useNow(1000);
  const span = useMemo(() => {
    const measuredTo = Date.parse(generatedAt);
    const stepMs = stepSeconds * 1000;
    const to = Math.ceil(measuredTo / stepMs) * stepMs;
    return { from: to - windowSeconds * 1000, to, measuredTo, stepMs };
  }, [generatedAt, windowSeconds, stepSeconds]);
  return (
    <div className={styles.body} data-stale={answer.failure !== undefined || answer.isStale}>
      <div className={styles.news}>
        <HeadlineBanner headline={headlineOf(dashboard, now)}>
          <HealthLine health={dashboard.health} />
        </HeadlineBanner>
        <AlertList alerts={alerts.items} total={alerts.firing + alerts.pending} />
      </div>
      <TrafficSection traffic={dashboard.traffic} alerts={alerts.items} span={span} answer={answer} />
      <ServicesSection services={dashboard.services} />
      <HostSection resources={dashboard.resources} alerts={alerts.items} span={span} answer={answer} />
      <ErrorsSection errors={dashboard.errors} span={span} answer={answer} />
    </div>
  );
}
