import { useCallback, useState } from 'react';

interface OpenLines {
  readonly open: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Which lines of a list are open, by their ids. Of another list (`listKey`) there are none at first. */
export function useOpenLines(listKey: string): OpenLines {
  const [state, setState] = useState({ listKey, open: NONE });
  const toggle = useCallback(
    (id: string) =>
      setState((before) => {
        const open = new Set(before.listKey === listKey ? before.open : NONE);
        if (!open.delete(id)) open.add(id);
        return { listKey, open };
      }),
    [listKey],
  );
  return { open: state.listKey === listKey ? state.open : NONE, toggle };
}
