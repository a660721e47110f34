import { Burger } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { fetchStatus } from '../api/status.js';
import { SessionCard } from '../sign-in/session-card.js';
import { BrandMark } from './brand-mark.js';
import { INTERFACES, PAGES } from './navigation.js';
import styles from './shell.module.css';

/** The frame around every page: where one can go, who is signed in, which version answers. */
export function Shell({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <header className={styles.side} data-open={open}>
        <div className={styles.bar}>
          <BrandMark />
          <Burger
            className={styles.burger}
            opened={open}
            size="sm"
            aria-label={open ? 'Close menu' : 'Open menu'}
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          />
        </div>
        <div id="menu" className={styles.menu}>
          <Navigation />
          <div className={styles.foot}>
            <SessionCard />
            <Version />
          </div>
        </div>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Navigation() {
  return (
    <nav aria-label="Main" className={styles.navigation}>
      <ul>
        {PAGES.map((page) => (
          <li key={page.href}>
            <a href={page.href} aria-current="page">
              {page.label}
            </a>
          </li>
        ))}
      </ul>
      <h2>Interfaces</h2>
      <ul>
        {INTERFACES.map((door) => (
          <li key={door.href}>
            <a href={door.href} target="_blank" rel="noreferrer">
              {door.label} <small>{door.hint}</small>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Version() {
  const status = useQuery({ queryKey: ['status'], queryFn: ({ signal }) => fetchStatus(signal), staleTime: 60_000 });
  if (status.data === undefined) return null;
  return (
    <p className={styles.version}>
      {status.data.service} {status.data.version}
    </p>
  );
}
