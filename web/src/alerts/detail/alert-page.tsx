import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useGet } from '../../api/use-get.js';
import { Page } from '../../page/page.js';
import { AnswerView } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { useMayChange } from '../../sign-in/session.js';
import type { AlertDetail } from '../alert.js';
import { AlertsTabs } from '../alerts-tabs.js';
import { muteOf } from '../matchers/match-alert.js';
import { judgedFormat } from '../measuring/judged-format.js';
import { termsOf } from '../measuring/measure-rule.js';
import { useMeasurement } from '../measuring/use-measurement.js';
import { RespondButtons } from '../responding/respond-buttons.js';
import { useResponding } from '../responding/use-responding.js';
import { AlertBadges, AlertStatus } from '../state/alert-badges.js';
import { timelineOf } from '../timeline/tell-alert.js';
import { Timeline } from '../timeline/timeline.js';
import { useRules, useSilences } from '../use-alerting.js';
import { AlertChart } from './alert-chart.js';
import { AlertFacts } from './alert-facts.js';
import styles from './alert-page.module.css';
import { spanAround } from './alert-span.js';
import { ChangesBefore, LookNext, OtherAlerts } from './beside-alert.js';

const route = getRouteApi('/alerts/$alertId');

/** One alert: what, since when, why, what was done about it, and where to look next. */
export function AlertPage() {
  const { alertId } = route.useParams();
  const answer = useGet('/alerts/{alert_id}', { path: { alert_id: alertId }, topics: ['alerts'] });
  const responding = useResponding();
  const mayChange = useMayChange();
  const alert = answer.data?.alert_id === alertId ? answer.data : undefined;
  return (
    <Page
      title={alert?.name ?? 'Alert'}
      badge={alert && <AlertStatus alert={alert} />}
      about={alert?.description}
      hasRange={false}
      actions={alert && mayChange && <RespondButtons alert={alert} responding={responding} />}
    >
      <AlertsTabs />
      {alert === undefined ? (
        <Panel title="Alert" answer={answer}>
          <AnswerView answer={{ ...answer, data: undefined }}>{() => null}</AnswerView>
        </Panel>
      ) : (
        <Shown key={alertId} alert={alert} />
      )}
      {responding.dialogs}
    </Page>
  );
}

function Shown({ alert }: { alert: AlertDetail }) {
  const rules = useRules();
  const silences = useSilences();
  const [now] = useState(Date.now);
  const rule = alert.rule_id === null ? undefined : rules.get(alert.rule_id);
  const terms = useMemo(() => termsOf(alert, rule), [alert, rule]);
  const { started_at, resolved_at } = alert;
  const around = useMemo(() => spanAround({ started_at, resolved_at }, now), [started_at, resolved_at, now]);
  // For the unit alone: the chart asks the same question, and one answer serves both.
  const { unit } = useMeasurement(terms, { last: '1h' }, 3_600_000, alert.tags);
  const format = useMemo(() => judgedFormat(terms, unit), [terms, unit]);
  return (
    <>
      <AlertBadges alert={alert} mute={muteOf(alert, silences)} />
      <div className={styles.columns}>
        <div className={styles.column}>
          {terms !== undefined && <AlertChart alert={alert} rule={rule} terms={terms} />}
          <Panel title="What happened">
            <Timeline label="What happened to the alert" entries={timelineOf(alert, format)} />
          </Panel>
        </div>
        <div className={styles.column}>
          <AlertFacts alert={alert} rule={rule} format={format} />
          <LookNext alert={alert} range={around} />
          <ChangesBefore alert={alert} />
          <OtherAlerts alert={alert} />
        </div>
      </div>
    </>
  );
}
