import { ActionIcon, Button, Menu } from '@mantine/core';
import { Icon } from '../../state/icon.js';
import type { Alert } from '../alert.js';
import type { Responding } from './use-responding.js';

/** What can be done about one open alert; about one that is over, a comment is all. */
export function RespondButtons({ alert, responding }: { alert: Alert; responding: Responding }) {
  const { run, ask, silence, isRunning } = responding;
  const alerts = [alert];
  const isOpen = alert.status !== 'resolved';
  const isAcknowledged = alert.acknowledged_at !== null;
  return (
    <>
      {alert.status === 'firing' && !isAcknowledged && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={isRunning}
          aria-label={`Acknowledge ${alert.name}`}
          onClick={() => run({ reaction: 'acknowledge', alerts })}
        >
          Acknowledge
        </Button>
      )}
      {isOpen && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Silence ${alert.name}`}
          onClick={() => silence(alerts)}
        >
          Silence
        </Button>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={26} aria-label={`More about ${alert.name}`}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {alert.status === 'firing' && !isAcknowledged && (
            <Menu.Item onClick={() => ask({ reaction: 'acknowledge', alerts })}>Acknowledge with a comment …</Menu.Item>
          )}
          {alert.status === 'firing' && isAcknowledged && (
            <Menu.Item onClick={() => ask({ reaction: 'unacknowledge', alerts })}>
              Take the acknowledgement back …
            </Menu.Item>
          )}
          <Menu.Item onClick={() => ask({ reaction: 'comment', alerts })}>Comment …</Menu.Item>
          {isOpen && <Menu.Item onClick={() => ask({ reaction: 'resolve', alerts })}>Resolve by hand …</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
