import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { type Change, useChange } from '../../api/use-change.js';

/** A silence to be made, and the one whose place it takes. */
export interface Silencing {
  readonly body: components['schemas']['SilenceRequest'];
  readonly replaces?: string;
}

interface SilencingOptions {
  /** Whether a form shows what the service refused; otherwise it is said. */
  readonly showsFailure?: boolean;
  readonly onDone?: () => void;
}

/** Makes silences. One that is replaced ends only when the other is there, so nobody is told of anything between the two. */
export function useSilencing({ showsFailure, onDone }: SilencingOptions = {}): Change<Silencing> {
  return useChange(
    async ({ body, replaces }: Silencing) => {
      const answer = await api.POST('/silences', { body });
      if (answer.response.ok && replaces !== undefined) await end(replaces);
      return answer;
    },
    {
      topics: ['alerts'],
      done: (_, { replaces }) => (replaces === undefined ? 'Silenced' : 'Silenced for longer'),
      showsFailure,
      onDone,
    },
  );
}

/** It may be over by now, which is as good; and when it cannot be ended, it ends at its time. */
async function end(silence_id: string): Promise<void> {
  await api.POST('/silences/{silence_id}/expire', { params: { path: { silence_id } } }).catch(() => undefined);
}
