import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { type Answer, useGet } from '../../api/use-get.js';
import { useEvents } from '../detail/use-events.js';
import type { ErrorEvent, ErrorGroupDetail } from '../group/group.js';
import { olderThan } from './shown-event.js';

const route = getRouteApi('/errors/$groupId');
/** The event, the one before it, and others of the same millisecond. */
const NEAR = 5;
const FIRST = 100;

/** The event that is shown, and the ways to others. */
interface ShownEvent {
  readonly answer: Answer<unknown>;
  readonly event?: ErrorEvent;
  /** Whether it is the newest because no other was asked for. */
  readonly isNewest: boolean;
  readonly newer?: ErrorEvent;
  readonly older?: ErrorEvent;
  readonly show: (event: ErrorEvent | undefined) => void;
  /** Shows the first that is kept of those about when the group was first seen. */
  readonly showFirst: () => void;
}

/** Reads the event that the address names, else the newest. It stays while others come, so that nothing moves under the reader. */
export function useShownEvent(group: ErrorGroupDetail): ShownEvent {
  const { event: eventId, span = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  const groupId = group.group_id;
  const isNewest = eventId === undefined;
  const named = useGet('/errors/{error_id}', { path: { error_id: eventId ?? '' }, enabled: !isNewest });
  const at = named.data?.timestamp;
  const near = useGet('/errors', {
    query: { group_id: groupId, limit: NEAR, end_time: isNewest || at === undefined ? undefined : justAfter(at) },
    enabled: isNewest || at !== undefined,
  });
  const { data: listed = [] } = useEvents(groupId, span);
  const items = near.data?.items ?? [];
  const isGone = named.failure?.kind === 'absent';
  const answer = isNewest ? near : { ...named, ...(isGone && { data: null, failure: undefined }) };
  const event = isNewest ? items[0] : named.data;

  function show(next: ErrorEvent | undefined): void {
    if (next === undefined && isNewest) near.refetch();
    void navigate({
      search: (before) => ({ ...before, event: next?.error_id }),
      resetScroll: false,
    });
  }

  const first = useChange(
    () => {
      const end = new Date(Date.parse(group.first_seen_at) + 1000).toISOString();
      return api.GET('/errors', { params: { query: { group_id: groupId, end_time: end, limit: FIRST } } });
    },
    { topics: [], onDone: ({ items: found }) => found.length > 0 && show(found.at(-1)) },
  );
  const place = event === undefined ? -1 : listed.findIndex(({ error_id }) => error_id === event.error_id);
  return {
    answer,
    event,
    isNewest,
    newer: place > 0 ? listed[place - 1] : undefined,
    older: event && olderThan(items, event),
    show,
    showFirst: () => first.run(undefined),
  };
}

/** Times are given to the millisecond and ranges end before their end. */
function justAfter(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}
