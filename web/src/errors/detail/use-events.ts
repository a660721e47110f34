import { useTimeRange } from '../../time/use-time-range.js';
import type { ErrorEvent } from '../group/group.js';
import { type Pages, usePages } from '../group/use-pages.js';

const PAGE_SIZE = 50;

/** The events of a group, the newest first: all that are kept, or those of the page's time range. */
export function useEvents(groupId: string, span: 'all' | 'range'): Pages<ErrorEvent> {
  const { range } = useTimeRange();
  return usePages<ErrorEvent>('/errors', {
    query: { group_id: groupId, limit: PAGE_SIZE },
    range: span === 'range' ? range : undefined,
    topics: ['errors'],
  });
}
