import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../page/page.js';
import { AnswerPanel } from '../panel/answer-panel.js';
import { Empty } from '../panel/answer-view.js';
import { useMayChange } from '../sign-in/session.js';
import { AlertFilters } from './active/alert-filters.js';
import { AlertPanel } from './active/alert-panel.js';
import { arrange, byUrgency, isChosen } from './active/arrange-alerts.js';
import { countInWords } from './active/count-in-words.js';
import type { Alert } from './alert.js';
import { AlertsTabs } from './alerts-tabs.js';
import { muteOf } from './matchers/match-alert.js';
import { RespondBar } from './responding/respond-bar.js';
import { useResponding } from './responding/use-responding.js';
import type { AlertSearch } from './routes.js';
import { useOpenAlerts, useRules, useSilences } from './use-alerting.js';

const route = getRouteApi('/alerts');

/** The alerts that fire or are about to, the most urgent first; those that nobody is told of apart. */
export function AlertsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const answer = useOpenAlerts();
  const rules = useRules();
  const silences = useSilences();
  const mayChange = useMayChange();
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const responding = useResponding(() => setChosenIds(new Set()));

  const all = answer.data?.items ?? [];
  const shown = all.filter((alert) => isChosen(alert, search));
  const findMute = (alert: Alert) => muteOf(alert, silences);
  const heard = shown.filter((alert) => !findMute(alert));
  const muted = shown.filter((alert) => findMute(alert)).sort(byUrgency);
  const chosen = all.filter(({ alert_id }) => chosenIds.has(alert_id));
  const panel = {
    answer,
    rules,
    muteOf: findMute,
    chosen: chosenIds,
    responding,
    mayChange,
    onChoose: ({ alert_id }: Alert, isIn: boolean) => {
      const next = new Set(chosenIds);
      if (isIn) next.add(alert_id);
      else next.delete(alert_id);
      setChosenIds(next);
    },
  };
  const change = (part: Partial<AlertSearch>) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <Page title="Alerts" about={answer.data && countInWords(all)}>
      <AlertsTabs />
      <AlertFilters search={search} onChange={change} alerts={all} />
      {shown.length === 0 && (
        <AnswerPanel
          title="Active alerts"
          answer={answer}
          isEmpty={() => true}
          empty={all.length > 0 ? <NoneChosen /> : <NothingFires />}
        >
          {() => null}
        </AnswerPanel>
      )}
      {arrange(heard, search.by ?? 'none').map(({ key, title, alerts }) => (
        <AlertPanel key={`${search.by} ${key}`} title={title || 'Active alerts'} alerts={alerts} {...panel} />
      ))}
      {muted.length > 0 && <AlertPanel title="Nobody is told of these" alerts={muted} {...panel} />}
      {mayChange && chosen.length > 0 && (
        <RespondBar alerts={chosen} responding={responding} onClear={() => setChosenIds(new Set())} />
      )}
      {responding.dialogs}
    </Page>
  );
}

function NoneChosen() {
  return <Empty title="No alert fits these filters">Take one away to see the others.</Empty>;
}

function NothingFires() {
  return (
    <Empty title="Nothing fires">
      <p>
        No rule’s condition holds. <Link to="/alerts/history">What fired before</Link> is in the history;{' '}
        <Link to={'/alerts/rules' as '/alerts'}>the rules</Link> say what is watched.
      </p>
    </Empty>
  );
}
