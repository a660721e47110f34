import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { Moment } from '../../time/moment.js';
import styles from './schedule-panel.module.css';

const TOPICS = ['alerts', 'configuration'] as const;

/** Who stands in, now and later; nothing when nobody does. */
export function OverrideList({ schedule, mayChange }: { schedule: string; mayChange: boolean }) {
  const { data } = useGet('/on-call-schedules/{name}/overrides', { path: { name: schedule }, topics: TOPICS });
  const remove = useChange(
    (override_id: string) =>
      api.DELETE('/on-call-schedules/{name}/overrides/{override_id}', {
        params: { path: { name: schedule, override_id } },
      }),
    { topics: TOPICS, done: 'The layers hold again' },
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <ul className={styles.overrides} aria-label={`Who stands in for ${schedule}`}>
      {data.items.map(({ override_id, participant, starts_at, ends_at, comment, author }) => (
        <li key={override_id}>
          <span>
            <b>{participant.name}</b> stands in, <Moment at={starts_at} /> to <Moment at={ends_at} />
            {comment !== '' && `: ${comment}`} <small>({author})</small>
          </span>
          {mayChange && (
            <ConfirmButton
              question={`Is ${participant.name} not to stand in?`}
              verb="Delete"
              onConfirm={() => remove.run(override_id)}
            >
              Delete
            </ConfirmButton>
          )}
        </li>
      ))}
    </ul>
  );
}
