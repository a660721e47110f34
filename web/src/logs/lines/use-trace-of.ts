import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Goes to the page of a trace, at one of its spans if there is one. */
export function useTraceOf(): (traceId: string, spanId?: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (traceId, spanId) =>
      void navigate({ to: '/traces/$traceId', params: { traceId }, search: { span: spanId } } as never),
    [navigate],
  );
}
