import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import { MatcherList } from '../matchers/matcher-list.js';
import { cronInWords, minutesInWords } from './cron-words.js';
import { Item, ItemList } from './item-list.js';
import { WindowDrawer } from './window-drawer.js';

type Window = components['schemas']['MaintenanceWindowView'];
const MOST_TIMES = 3;

/** The windows in which, again and again, nobody is told of some alerts. */
export function WindowsPanel({ mayChange }: { mayChange: boolean }) {
  const answer = useGet('/maintenance-windows', { topics: ['alerts', 'configuration'] });
  const [written, setWritten] = useState<{ window: Window | undefined }>();
  return (
    <>
      <AnswerPanel
        title="Maintenance windows"
        answer={answer}
        flush
        actions={
          mayChange && (
            <Button size="compact-sm" variant="default" onClick={() => setWritten({ window: undefined })}>
              New window
            </Button>
          )
        }
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title="No maintenance windows">For what repeats: backups at night, a reboot on Saturdays.</Empty>}
      >
        {({ items }) => (
          <ItemList label="Maintenance windows">
            {items.map((window) => (
              <WindowItem
                key={window.maintenance_window_id}
                window={window}
                mayChange={mayChange}
                onChange={() => setWritten({ window })}
              />
            ))}
          </ItemList>
        )}
      </AnswerPanel>
      {written !== undefined && <WindowDrawer window={written.window} onClose={() => setWritten(undefined)} />}
    </>
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
        mayChange && (
          <>
            <Button variant="default" size="compact-sm" onClick={onChange}>
              Change
            </Button>
            <ConfirmButton
              question="Delete this maintenance window?"
              loading={remove.isRunning}
              onConfirm={() => remove.run(undefined)}
            >
              Delete
            </ConfirmButton>
          </>
        )
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
