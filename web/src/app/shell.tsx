import { ActionIcon, Burger, Button, Kbd } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useGet } from '../api/use-get.js';
import { LiveSwitch } from '../live/live-switch.js';
import { LiveUpdates } from '../live/live-updates.js';
import { SessionCard } from '../sign-in/session-card.js';
import { Icon } from '../state/icon.js';
import { BrandMark } from './brand-mark.js';
import { chooseScheme, useColorScheme } from './color-scheme.js';
import { useKeyboard } from './keyboard.js';
import { INTERFACES, PAGES } from './navigation.js';
import styles from './shell.module.css';

// Loaded when somebody opens them for the first time.
const Palette = lazy(async () => ({ default: (await import('../palette/palette.js')).Palette }));
const KeyboardHelp = lazy(async () => ({ default: (await import('./keyboard-help.js')).KeyboardHelp }));

/** The frame around every page: where one can go, search, whether the page is live, who is signed in, which version answers. */
export function Shell() {
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const [dialog, setDialog] = useState<'search' | 'help'>();
  const updates = useLiveUpdates();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const onSearch = useCallback(() => setDialog('search'), []);
  const onHelp = useCallback(() => setDialog('help'), []);
  useKeyboard({ onSearch, onHelp });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever somebody has gone somewhere
  useEffect(() => setIsMenuOpen(false), [path]);
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
        Skip to content
      </button>
      <header className={styles.side} data-open={isMenuOpen}>
        <div className={styles.bar}>
          <BrandMark />
          <Burger
            className={styles.burger}
            opened={isMenuOpen}
            size="sm"
            aria-label={isMenuOpen ? 'Close menu' : 'Open menu'}
            aria-expanded={isMenuOpen}
            aria-controls="menu"
            onClick={() => setIsMenuOpen(!isMenuOpen)}
          />
        </div>
        <div id="menu" className={styles.menu}>
          <Button
            variant="default"
            size="sm"
            fullWidth
            justify="space-between"
            leftSection={<Icon name="search" />}
            rightSection={<Kbd size="xs">/</Kbd>}
            onClick={onSearch}
            classNames={{ label: styles.searchLabel }}
          >
            Search
          </Button>
          <Navigation />
          <div className={styles.foot}>
            <div className={styles.switches}>
              <LiveSwitch updates={updates} />
              <SchemeButton />
              <ActionIcon variant="default" size={26} aria-label="Keys" title="Keys" onClick={onHelp}>
                ?
              </ActionIcon>
            </div>
            <SessionCard />
            <Version />
          </div>
        </div>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>
        {dialog === 'search' && <Palette onClose={() => setDialog(undefined)} />}
        {dialog === 'help' && <KeyboardHelp onClose={() => setDialog(undefined)} />}
      </Suspense>
    </div>
  );
}

function useLiveUpdates(): LiveUpdates {
  const client = useQueryClient();
  const [updates] = useState(() => new LiveUpdates(client));
  useEffect(() => updates.start(), [updates]);
  return updates;
}

function Navigation() {
  const firing =
    useGet('/alerts', { query: { status: ['firing'], limit: 100 }, topics: ['alerts'] }).data?.items.length ?? 0;
  return (
    <nav aria-label="Main" className={styles.navigation}>
      <ul>
        {PAGES.map(({ label, icon, to }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <Icon name={icon} />
              {label}
              {to === '/alerts' && firing > 0 && (
                <span className={styles.count} role="img" aria-label={`${firing} firing`}>
                  {firing > 99 ? '99+' : firing}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <ul className={styles.doors}>
        {INTERFACES.map(({ label, href }) => (
          <li key={href}>
            <a href={new URL(href, document.baseURI).href} target="_blank" rel="noreferrer">
              {label} <Icon name="external" size={13} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SchemeButton() {
  const other = useColorScheme() === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon
      variant="default"
      size={26}
      aria-label={`Show in ${other} colours`}
      title={`Show in ${other} colours`}
      onClick={() => chooseScheme(other)}
    >
      <Icon name="moon" size={14} />
    </ActionIcon>
  );
}

function Version() {
  const { data } = useGet('/status');
  if (data === undefined) return null;
  return (
    <p className={styles.version}>
      {data.service} {data.version}
    </p>
  );
}
