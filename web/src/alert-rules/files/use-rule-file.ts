import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { asFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { Answer } from '../../api/use-get.js';

/** Rules as the YAML that the import takes: one by its name, or all of them. */
export function useRuleFile(name?: string): Answer<string> {
  const query = name === undefined ? {} : { name };
  const asked = useQuery({
    queryKey: ['/alert-rules/export', name],
    queryFn: ({ signal }) => answerOf(api.GET('/alert-rules/export', { params: { query }, parseAs: 'text', signal })),
    meta: { topics: ['configuration', 'alerts'] },
    placeholderData: keepPreviousData,
  });
  return {
    data: asked.data,
    failure: asked.error === null ? undefined : asFailure(asked.error),
    isLoading: asked.isLoading,
    isStale: asked.isPlaceholderData,
    updatedAt: asked.dataUpdatedAt,
    call: `/alert-rules/export${name === undefined ? '' : `?${new URLSearchParams({ name }).toString()}`}`,
    refetch: () => void asked.refetch(),
  };
}
