import { CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { StateIcon } from '../state/state-icon.js';
import type { Tone } from '../state/tone.js';
import styles from './toasts.module.css';

interface Toast {
  readonly id: number;
  readonly words: string;
  readonly tone: Tone;
}

/** Long enough to read twice. Failures stay until somebody takes them away. */
const SAID_FOR_MS = 6000;
const MOST = 4;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function drop(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** Tells how something went, in a corner of the page and to screen readers. */
export function say(words: string, tone: Tone): void {
  lastId += 1;
  const id = lastId;
  change([...toasts.slice(1 - MOST), { id, words, tone }]);
  if (tone === 'good' || tone === 'info') setTimeout(() => drop(id), SAID_FOR_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was said lately. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section className={styles.toasts} aria-live="polite" aria-label="Messages">
      {shown.map(({ id, words, tone }) => (
        <p key={id} className={styles.toast} data-tone={tone}>
          <StateIcon tone={tone} />
          <span>{words}</span>
          <CloseButton size="sm" aria-label="Take away" onClick={() => drop(id)} />
        </p>
      ))}
    </section>
  );
}
