import { useCallback, useState } from 'react';

interface OpenLines {
  readonly open: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

/** Which lines are open, by their ids. */
export function useOpenLines(): OpenLines {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (id: string) =>
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    [],
  );
  return { open, toggle };
}
