import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { useMayChange } from '../../sign-in/session.js';
import { exceptedRoute, rulesOf, type SecurityEvent } from './evidence.js';

/** Has an administrator say that an event was no attack, after telling what follows from it. */
export function FalsePositiveButton({ event }: { event: SecurityEvent }) {
  const mayChange = useMayChange();
  const dismissing = useChange(
    (event_id: string) => api.POST('/security/events/{event_id}/false-positive', { params: { path: { event_id } } }),
    {
      topics: ['security', 'audit'],
      done: ({ exceptions }) =>
        exceptions.length === 0
          ? 'Marked as a false positive'
          : `Marked as a false positive; ${exceptions.length} ${exceptions.length === 1 ? 'exception' : 'exceptions'} made`,
    },
  );
  if (!mayChange) return null;
  return (
    <div>
      <ConfirmButton
        question="Was this no attack?"
        consequence={<Consequence event={event} />}
        verb="It was no attack"
        loading={dismissing.isRunning}
        onConfirm={() => dismissing.run(event.event_id)}
      >
        False positive
      </ConfirmButton>
    </div>
  );
}

function Consequence({ event }: { event: SecurityEvent }) {
  const route = exceptedRoute(event);
  if (route === undefined) {
    return (
      <>
        The event is marked, and no longer counts among the offenders. The like will be found again: it names no rule.
      </>
    );
  }
  const places = rulesOf(event.additional_data).map(({ id, field }) => `${id} in ${field}`);
  return (
    <>
      The event is marked, and no longer counts among the offenders. From now on these rules leave these fields of{' '}
      <code>{route}</code> of {event.service} alone, whoever asks: {[...new Set(places)].join(', ')}. Every other rule,
      field and route is looked at as before. Exceptions can be removed under Decisions.
    </>
  );
}
