import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PAGES } from './navigation.js';

/** How long `g` waits for its letter. */
const SEQUENCE_MS = 1500;

interface KeyboardActions {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/** The keys that work everywhere but in a text field: `/` searches, `g` and a letter goes to a page, `?` tells them all. */
export function useKeyboard({ onSearch, onHelp }: KeyboardActions): void {
  const navigate = useNavigate();
  const goSince = useRef(0);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        onSearch();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const isGoing = Date.now() - goSince.current < SEQUENCE_MS;
      goSince.current = 0;
      const page = isGoing ? PAGES.find(({ key }) => key === event.key) : undefined;
      if (page !== undefined) void navigate({ to: page.to });
      else if (event.key === 'g') goSince.current = Date.now();
      else if (event.key === '?') onHelp();
      else if (event.key === '/') {
        event.preventDefault();
        onSearch();
      }
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [navigate, onSearch, onHelp]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
