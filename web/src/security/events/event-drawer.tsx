import { Drawer } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { AnswerView } from '../../panel/answer-view.js';
import { EventDetail } from './event-detail.js';

/** One event with everything that is known of it, beside the list. */
export function EventDrawer({ eventId }: { eventId: string }) {
  const navigate = useNavigate({ from: '/security' });
  const answer = useGet('/security/events/{event_id}', { path: { event_id: eventId }, topics: ['security'] });
  const close = () => void navigate({ search: (search) => ({ ...search, event: undefined }), resetScroll: false });
  return (
    <Drawer opened onClose={close} size="min(760px, 100%)" title="Security event">
      <AnswerView answer={answer} waitingHeight={320}>
        {(event) => <EventDetail event={event} />}
      </AnswerView>
    </Drawer>
  );
}
