import { useQueryClient } from '@tanstack/react-query';
import { useChange } from '../api/use-change.js';

type Call = Promise<{ data?: unknown; error?: unknown; response: Response }>;

interface RemovalOptions<I> {
  /** Said when it is done. */
  readonly done: (input: I) => string;
  /** Goes away from the page of what is no more. */
  readonly leave?: () => Promise<void>;
}

/** Deletes something. Its own page is left first: what shows alerts and rules is asked again only then, for nothing answers for it any more. */
export function useRemoval<I>(call: (input: I) => Call, { done, leave }: RemovalOptions<I>) {
  const client = useQueryClient();
  const refresh = async () => {
    await leave?.();
    await client.invalidateQueries({ predicate: ({ meta }) => meta?.topics !== undefined });
  };
  return useChange(call, { topics: [], done: (_, input) => done(input), onDone: () => void refresh() });
}
