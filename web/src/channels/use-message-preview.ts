import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ApiFailure, asFailure } from '../api/failure.js';
import { answerOf, api } from '../api/request.js';
import type { wordsOfChannel } from './channel-draft.js';

interface MessagePreview {
  readonly content?: Readonly<Record<string, unknown>>;
  readonly failure?: ApiFailure;
}

/** What a channel would send about a made-up alert, or about one there is. */
export function useMessagePreview(
  words: ReturnType<typeof wordsOfChannel>,
  event: 'firing' | 'resolved',
  alertId: string | undefined,
): MessagePreview {
  const asked = useQuery({
    queryKey: ['/channels/preview', words, event, alertId],
    queryFn: ({ signal }) =>
      answerOf(api.POST('/channels/preview', { body: { ...words, event, alert_id: alertId }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return {
    content: asked.data?.content as Readonly<Record<string, unknown>> | undefined,
    failure: asked.error === null ? undefined : asFailure(asked.error),
  };
}
