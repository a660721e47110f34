import { useSyncExternalStore } from 'react';

/** What somebody may choose; `system` follows the operating system. */
export const SCHEME_CHOICES = ['system', 'light', 'dark'] as const;
export type SchemeChoice = (typeof SCHEME_CHOICES)[number];

const KEY = 'monitoring.colour-scheme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
dark.addEventListener('change', tell);

function tell(): void {
  document.documentElement.dataset.scheme = schemeNow();
  for (const listener of listeners) listener();
}

function choiceNow(): SchemeChoice {
  const kept = localStorage.getItem(KEY);
  return SCHEME_CHOICES.find((choice) => choice === kept) ?? 'system';
}

function schemeNow(): 'light' | 'dark' {
  const choice = choiceNow();
  if (choice !== 'system') return choice;
  return dark.matches ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps what somebody chose in this browser. */
export function chooseScheme(choice: SchemeChoice): void {
  localStorage.setItem(KEY, choice);
  tell();
}

export function useSchemeChoice(): SchemeChoice {
  return useSyncExternalStore(subscribe, choiceNow);
}

/** Light or dark as chosen, or as the reader's system says, also when it changes while the page is open. */
export function useColorScheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, schemeNow);
}

/** Sets the page's colours before it is drawn for the first time. */
export const applyScheme = tell;
