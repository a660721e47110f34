import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { LogQuery } from '../log-search.js';
import { LogTail, type TailState } from './log-tail.js';

interface Followed {
  readonly tail: TailState;
  /** What is shown: all, or what there was when the reader stopped following. */
  readonly shown: TailState;
  readonly isFollowing: boolean;
  readonly follow: (isFollowing: boolean) => void;
}

/**
 * The log as it comes in. A reader who stops following reads on in what there was then, which stays where it is; the tail goes on and keeps
 * what comes in meanwhile.
 */
export function useLogTail(query: LogQuery): Followed {
  const written = JSON.stringify(query);
  const source = useMemo(() => new LogTail(JSON.parse(written) as LogQuery), [written]);
  useEffect(() => source.start(), [source]);
  const tail = useSyncExternalStore(source.subscribe, source.current);
  const [held, setHeld] = useState<{ source: LogTail; state: TailState }>();
  const isFollowing = held?.source !== source;
  const follow = useCallback(
    (follows: boolean) =>
      setHeld((before) => {
        if (follows) return undefined;
        return before?.source === source ? before : { source, state: source.current() };
      }),
    [source],
  );
  return { tail, shown: isFollowing ? tail : held.state, isFollowing, follow };
}
