import { useEffect, useMemo } from 'react';
import type { Dashboard } from '../api/dashboard.js';
import { useNow } from '../app/use-now.js';
import { AlertList } from './alerts/alert-list.js';
import { ConnectionNotice } from './connection/connection-notice.js';
import { ErrorsSection } from './errors/errors-section.js';
import { Freshness } from './freshness.js';
import { headlineOf, titleOf } from './headline/headline.js';
import { HeadlineBanner } from './headline/headline-banner.js';
import { HealthLine } from './health-line.js';
import { HostSection } from './host/host-section.js';
import styles from './overview-page.module.css';
import { OverviewSkeleton } from './overview-skeleton.js';
import { ServicesSection } from './services/services-section.js';
import { TrafficSection } from './traffic/traffic-section.js';
import { useDashboard } from './use-dashboard.js';
import { useTimeWindow } from './window/use-time-window.js';
import { WindowPicker } from './window/window-picker.js';

/** The state of everything on one page: the worst news first, then what stands behind it. */
export function OverviewPage({ token }: { token: string }) {
  const [window, setWindow] = useTimeWindow();
  const { dashboard, receivedAt, failure } = useDashboard(window, token);
  const title = titleOf(dashboard);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Freshness receivedAt={receivedAt} live={failure === undefined} />
        <WindowPicker value={window} onChange={setWindow} />
      </div>
      {failure !== undefined && <ConnectionNotice failure={failure} lastGoodAt={receivedAt} />}
      {dashboard !== undefined && <Overview dashboard={dashboard} stale={failure !== undefined} />}
      {dashboard === undefined && failure === undefined && <OverviewSkeleton />}
    </div>
  );
}

function Overview({ dashboard, stale }: { dashboard: Dashboard; stale: boolean }) {
  const { alerts, generated_at: generatedAt, window_seconds: windowSeconds, step_seconds: stepSeconds } = dashboard;
  const now = useNow(1000);
  const span = useMemo(() => {
    const measuredTo = Date.parse(generatedAt);
    const stepMs = stepSeconds * 1000;
    const to = Math.ceil(measuredTo / stepMs) * stepMs;
    return { from: to - windowSeconds * 1000, to, measuredTo, stepMs };
  }, [generatedAt, windowSeconds, stepSeconds]);
  return (
    <div className={styles.body} data-stale={stale}>
      <div className={styles.news}>
        <HeadlineBanner headline={headlineOf(dashboard, now)}>
          <HealthLine health={dashboard.health} />
        </HeadlineBanner>
        <AlertList alerts={alerts.items} total={alerts.firing + alerts.pending} />
      </div>
      <TrafficSection traffic={dashboard.traffic} alerts={alerts.items} span={span} />
      <ServicesSection services={dashboard.services} />
      <HostSection resources={dashboard.resources} alerts={alerts.items} span={span} />
      <ErrorsSection errors={dashboard.errors} span={span} />
    </div>
  );
}
