import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import { Item } from '../kept/item-list.js';
import { KeptActions, KeptPanel } from '../kept/kept-panel.js';
import { MatcherList } from '../matchers/matcher-list.js';
import { cronInWords, minutesInWords } from './cron-words.js';
import { WindowDrawer } from './window-drawer.js';

type Window = components['schemas']['MaintenanceWindowView'];
const MOST_TIMES = 3;

/** The windows in which, again and again, nobody is told of some alerts. */
export function WindowsPanel({ mayChange }: { mayChange: boolean }) {
  const answer = useGet('/maintenance-windows', { topics: ['alerts', 'configuration'] });
  return (
    <KeptPanel
      title="Maintenance windows"
      answer={answer}
      mayChange={mayChange}
      newWords="New window"
      empty={<Empty title="No maintenance windows">For what repeats: backups at night, a reboot on Saturdays.</Empty>}
      item={(window, onChange) => (
        <WindowItem key={window.maintenance_window_id} window={window} mayChange={mayChange} onChange={onChange} />
      )}
      drawer={(window, onClose) => <WindowDrawer window={window} onClose={onClose} />}
    />
  );
}

interface WindowItemProps {
  window: Window;
  mayChange: boolean;
  onChange: () => void;
}

function WindowItem({ window, mayChange, onChange }: WindowItemProps) {
  const { maintenance_window_id, comment, matchers, cron, time_zone, duration_minutes, enabled, is_active } = window;
  const remove = useChange(
    () => api.DELETE('/maintenance-windows/{maintenance_window_id}', { params: { path: { maintenance_window_id } } }),
    { topics: ['alerts', 'configuration'], done: 'The maintenance window is deleted' },
  );
  const times = window.next_occurrences.slice(0, MOST_TIMES);
  return (
    <Item
      title={comment}
      badge={
        is_active ? (
          <StateBadge tone="info">holds</StateBadge>
        ) : (
          !enabled && <StateBadge tone="unknown">not in force</StateBadge>
        )
      }
      actions={
        mayChange && <KeptActions onChange={onChange} question="Delete this maintenance window?" remove={remove} />
      }
    >
      <MatcherList matchers={matchers} />
      <p>
        {cronInWords(cron)} ({time_zone}) for {minutesInWords(duration_minutes)}
      </p>
      {times.length > 0 && (
        <p>
          {is_active ? 'Now and next: ' : 'Next: '}
          {times.map(({ starts_at }, index) => (
            <span key={starts_at}>
              {index > 0 && ', '}
              <Moment at={starts_at} />
            </span>
          ))}
        </p>
      )}
    </Item>
  );
}
