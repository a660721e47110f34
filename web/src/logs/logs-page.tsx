import { Tabs } from '@mantine/core';
import { oneOf } from '../app/search-params.js';
import { Page } from '../page/page.js';
import { ContextDrawer } from './context/context-drawer.js';
import { CountsPanel } from './counts/counts-panel.js';
import { LinesView } from './lines/lines-view.js';
import { LogFilters } from './log-filters.js';
import { type LogView, VIEWS } from './log-search.js';
import styles from './logs-page.module.css';
import { PatternsView } from './patterns/patterns-view.js';
import { TailView } from './tail/tail-view.js';
import { useLogSearch } from './use-log-search.js';

const NAMES: Readonly<Record<LogView, string>> = { lines: 'Lines', tail: 'Live tail', patterns: 'Patterns' };

/** The log: searched, followed as it comes in, or grouped by what it says. */
export function LogsPage() {
  const { search, change } = useLogSearch();
  const view = search.view ?? 'lines';
  return (
    <Page title="Logs" hasRange={view !== 'tail'}>
      <LogFilters />
      <Tabs
        value={view}
        onChange={(next) => change({ view: next === 'lines' ? undefined : oneOf(VIEWS, next) })}
        keepMounted={false}
      >
        <Tabs.List>
          {VIEWS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {NAMES[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="lines" className={styles.view}>
          <CountsPanel />
          <LinesView />
        </Tabs.Panel>
        <Tabs.Panel value="tail" className={styles.tail}>
          <TailView />
        </Tabs.Panel>
        <Tabs.Panel value="patterns" className={styles.view}>
          <CountsPanel />
          <PatternsView />
        </Tabs.Panel>
      </Tabs>
      {search.line !== undefined && <ContextDrawer id={search.line} />}
    </Page>
  );
}
