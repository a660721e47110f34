import { Button } from '@mantine/core';
import { useState } from 'react';
import styles from './snippet.module.css';

const SAID_FOR_MS = 2000;

/** Something to type elsewhere, with a button that copies it. Without a clipboard (plain http) it selects the text instead. */
export function Snippet({ label, code }: { label: string; code: string }) {
  const [said, setSaid] = useState<string>();

  function say(words: string): void {
    setSaid(words);
    setTimeout(() => setSaid(undefined), SAID_FOR_MS);
  }

  function copy(source: HTMLElement | null): void {
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) {
      if (source !== null) getSelection()?.selectAllChildren(source);
      say('Selected');
      return;
    }
    clipboard.writeText(code).then(
      () => say('Copied'),
      () => say('Not allowed'),
    );
  }

  return (
    <figure className={styles.snippet}>
      <figcaption className={styles.caption}>
        {label}
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Copy: ${label}`}
          onClick={(event) => copy(event.currentTarget.closest('figure')?.querySelector('code') ?? null)}
        >
          <span aria-live="polite">{said ?? 'Copy'}</span>
        </Button>
      </figcaption>
      {/* Scrolled by keyboard, where it is wide. */}
      <pre tabIndex={0} aria-label={label} role="region">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
