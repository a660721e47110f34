import { useEffect, useRef } from 'react';
import type { ErrorGroup } from '../group/group.js';

/** As long as `g` waits for its letter: that letter is no key of the list. */
const SEQUENCE_MS = 1500;

interface ListKeys {
  readonly onSelect?: (groupId: string) => void;
  /** With the group that has the focus, if one has. */
  readonly onResolve?: (groupId: string | undefined) => void;
}

/** The keys of the list: `j` and `k` go to the next and previous group, `x` selects it, `e` resolves. */
export function useListKeys(groups: readonly ErrorGroup[], keys: ListKeys): void {
  const now = useRef({ groups, keys });
  useEffect(() => {
    now.current = { groups, keys };
  });
  useEffect(() => {
    let goneAt = Number.NEGATIVE_INFINITY;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      const isGoing = event.timeStamp - goneAt < SEQUENCE_MS;
      goneAt = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (isGoing) return;
      const { groups: rows, keys: actions } = now.current;
      const focused = focusedGroup();
      if (event.key === 'j' || event.key === 'k') {
        const at = rows.findIndex(({ group_id }) => group_id === focused);
        const next = at < 0 ? 0 : at + (event.key === 'j' ? 1 : -1);
        focusGroup(rows[next]?.group_id);
      } else if (event.key === 'x' && focused !== undefined) actions.onSelect?.(focused);
      else if (event.key === 'e') actions.onResolve?.(focused);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function focusedGroup(): string | undefined {
  const row = document.activeElement?.closest('[role="row"]');
  return row?.querySelector<HTMLElement>('[data-group]')?.dataset.group;
}

function focusGroup(groupId: string | undefined): void {
  if (groupId === undefined) return;
  document.querySelector<HTMLElement>(`[data-group="${CSS.escape(groupId)}"]`)?.focus();
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isText = /^(TEXTAREA|SELECT)$/.test(target.tagName) || target.matches('input:not([type="checkbox"])');
  return isText || target.isContentEditable || target.closest('[role="dialog"], [role="menu"]') !== null;
}
