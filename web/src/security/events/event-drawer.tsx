import { Drawer } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { AnswerView, Empty } from '../../panel/answer-view.js';
import { EventDetail } from './event-detail.js';

/** The API finds events by their time: so many of one millisecond are looked through. */
const OF_ONE_MOMENT = 1000;

/** One event with everything that is known of it, beside the list. */
export function EventDrawer({ eventId, at }: { eventId: string; at: string }) {
  const navigate = useNavigate({ from: '/security' });
  const moment = Date.parse(at);
  const answer = useGet('/security/events', {
    query: { limit: OF_ONE_MOMENT },
    range: { from: moment, to: moment + 1 },
    topics: ['security'],
  });
  const close = () =>
    void navigate({ search: (search) => ({ ...search, event: undefined, at: undefined }), resetScroll: false });
  return (
    <Drawer opened onClose={close} size="min(760px, 100%)" title="Security event">
      <AnswerView answer={answer} waitingHeight={320}>
        {({ items }) => {
          const event = items.find(({ event_id }) => event_id === eventId);
          return event === undefined ? (
            <Empty title="The event is not there any more" />
          ) : (
            <EventDetail event={event} />
          );
        }}
      </AnswerView>
    </Drawer>
  );
}
