import { useQuery } from '@tanstack/react-query';
import { type ApiFailure, failureOf } from '../../api/failure.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';

type Health = components['schemas']['HealthView'];

/** While the database is away nobody tells of changes: it is asked for all the same. */
const ASKED_EVERY_MS = 5000;

/** Whether the service is well, now. That it is not is an answer too, though with status 503. */
export function useHealth(): Answer<Health> {
  const result = useQuery({
    queryKey: ['/health', 'well or not'],
    queryFn: async ({ signal }) => {
      const { data, error, response } = await api.GET('/health', { signal });
      const body: unknown = data ?? error;
      if (!isHealth(body)) throw failureOf(response.status, body, response.headers.get('retry-after'));
      return body;
    },
    meta: { topics: ['health'] },
    refetchInterval: ASKED_EVERY_MS,
  });
  return {
    data: result.data,
    failure: (result.error as ApiFailure | null) ?? undefined,
    isLoading: result.isLoading,
    isStale: false,
    updatedAt: result.dataUpdatedAt,
    call: '/health',
    refetch: () => void result.refetch(),
  };
}

function isHealth(body: unknown): body is Health {
  return typeof body === 'object' && body !== null && typeof (body as Partial<Health>).checks === 'object';
}
