import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../page/page.js';
import { useMayChange } from '../../sign-in/session.js';
import { AlertsTabs } from '../alerts-tabs.js';
import { parseMatchers } from '../matchers/matcher-text.js';
import { InhibitionsPanel } from './inhibitions-panel.js';
import { newSilence, type SilenceDraft } from './silence-draft.js';
import { SilenceDrawer } from './silence-drawer.js';
import styles from './silences-page.module.css';
import { SilencesPanel } from './silences-panel.js';
import { WindowsPanel } from './windows-panel.js';

const route = getRouteApi('/alerts/silences');

/** What keeps people from being told of alerts: silences, maintenance windows, inhibition rules. A link may bring matchers for a new silence. */
export function SilencesPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const mayChange = useMayChange();
  const [written, setWritten] = useState<SilenceDraft | undefined>(() => {
    const matchers = search.new === undefined ? undefined : parseMatchers(search.new);
    return matchers && newSilence(matchers);
  });
  const change = (part: typeof search) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <Page title="Alerts" tabTitle="Silences">
      <AlertsTabs />
      <SilencesPanel
        isExpired={search.status === 'expired'}
        onExpired={(isExpired) => change({ status: isExpired ? 'expired' : undefined })}
        mayChange={mayChange}
        onWrite={setWritten}
      />
      <div className={styles.columns}>
        <WindowsPanel mayChange={mayChange} />
        <InhibitionsPanel mayChange={mayChange} />
      </div>
      {mayChange && written !== undefined && (
        <SilenceDrawer
          initial={written}
          onClose={() => {
            setWritten(undefined);
            if (search.new !== undefined) change({ new: undefined });
          }}
        />
      )}
    </Page>
  );
}
