import { useMutation, useQueryClient } from '@tanstack/react-query';
import { say } from '../actions/toasts.js';
import { type ApiFailure, asFailure } from './failure.js';
import { answerOf } from './request.js';
import type { Topic } from './use-get.js';

type Call<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

interface ChangeOptions<I, T> {
  /** What is asked again afterwards. */
  readonly topics: readonly Topic[];
  /** Said when it is done. */
  readonly done?: string | ((answer: T, input: I) => string);
  readonly onDone?: (answer: T, input: I) => void;
  /** Whether the form shows the failure itself; otherwise it is said. */
  readonly showsFailure?: boolean;
}

/** Something that the reader may change. */
export interface Change<I> {
  readonly run: (input: I) => void;
  readonly isRunning: boolean;
  readonly failure?: ApiFailure;
  readonly reset: () => void;
}

/** Changes something by one call, tells how it went, and has everything that shows it asked again. */
export function useChange<I, T>(call: (input: I) => Call<T>, options: ChangeOptions<I, T>): Change<I> {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: (input: I) => answerOf(call(input)),
    onSuccess: (answer, input) => {
      const words = typeof options.done === 'function' ? options.done(answer, input) : options.done;
      if (words !== undefined) say(words, 'good');
      options.onDone?.(answer, input);
      void client.invalidateQueries({
        predicate: ({ meta }) => ((meta?.topics ?? []) as Topic[]).some((topic) => options.topics.includes(topic)),
      });
    },
    onError: (thrown) => {
      if (!options.showsFailure) say(asFailure(thrown).message, 'critical');
    },
  });
  return {
    run: (input) => mutation.mutate(input),
    isRunning: mutation.isPending,
    failure: mutation.error === null ? undefined : asFailure(mutation.error),
    reset: mutation.reset,
  };
}
