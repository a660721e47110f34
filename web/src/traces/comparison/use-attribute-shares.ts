import { useQuery } from '@tanstack/react-query';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { TimeSpan } from '../../time/time-range.js';
import { spellValue } from '../trace/find-spans.js';
import { type AttributeShare, attributeKey, compareAttributes, type TraceAttributes } from './compare-attributes.js';

/** So many traces of each side are read, each up to so many spans, so many at a time. */
const TRACES = 24;
const SPANS = 200;
const AT_A_TIME = 4;

interface AttributeQuestion {
  readonly service: string;
  readonly operation: string;
  readonly earlier: TimeSpan;
  readonly now: TimeSpan;
}

/** Reads some traces of both sides and tells which attributes of their spans differ. */
export function useAttributeShares(question: AttributeQuestion, enabled: boolean) {
  const { service, operation, earlier, now } = question;
  const query = useQuery({
    queryKey: ['/traces', 'attributes', question],
    queryFn: async ({ signal }): Promise<{ shares: AttributeShare[]; traces: number }> => {
      const read = async ({ from, to }: TimeSpan) => {
        const times = { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
        const list = await answerOf(
          api.GET('/traces', {
            params: { query: { service, operation, sort: 'recent', limit: TRACES, ...times } },
            signal,
          }),
        );
        const found: TraceAttributes[] = [];
        for (let at = 0; at < list.items.length; at += AT_A_TIME) {
          const some = list.items.slice(at, at + AT_A_TIME);
          found.push(...(await Promise.all(some.map(({ trace_id }) => readAttributes(trace_id, signal)))));
        }
        return found;
      };
      const [before, after] = [await read(earlier), await read(now)];
      return { shares: compareAttributes(before, after), traces: before.length + after.length };
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
  return {
    data: query.data,
    failure: (query.error as ApiFailure | null) ?? undefined,
    isLoading: enabled && query.isPending,
    retry: () => void query.refetch(),
  };
}

async function readAttributes(traceId: string, signal: AbortSignal): Promise<TraceAttributes> {
  const { spans, resources } = await answerOf(
    api.GET('/traces/{trace_id}', {
      params: { path: { trace_id: traceId }, query: { fold: 'true', limit: SPANS } },
      signal,
    }),
  );
  const found = new Set<string>();
  for (const { service_name, tags, resource_id } of spans) {
    const all = { ...(resource_id === null ? undefined : resources[resource_id]), ...tags };
    for (const [name, value] of Object.entries(all))
      found.add(attributeKey(`${service_name} · ${name}`, spellValue(value)));
  }
  return found;
}
