import { Button } from '@mantine/core';
import { Icon } from '../../state/icon.js';
import type { ErrorEvent } from '../group/group.js';
import type { useShownEvent } from './use-shown-event.js';

interface EventStepsProps {
  shown: ReturnType<typeof useShownEvent>;
  event: ErrorEvent;
  /** When the group was seen last. */
  newestAt: string;
}

/** From one event to the next: newest, newer, older, first. */
export function EventSteps({ shown, event, newestAt }: EventStepsProps) {
  const hasNewer = Date.parse(newestAt) > Date.parse(event.timestamp);
  return (
    <>
      <Button
        variant={shown.isNewest && hasNewer ? 'light' : 'default'}
        size="compact-xs"
        disabled={shown.isNewest && !hasNewer}
        onClick={() => shown.show(undefined)}
      >
        {shown.isNewest && hasNewer ? 'Newer came: show' : 'Newest'}
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<Icon name="left" size={12} />}
        disabled={shown.newer === undefined}
        onClick={() => shown.show(shown.newer)}
      >
        Newer
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        rightSection={<Icon name="right" size={12} />}
        disabled={shown.older === undefined}
        onClick={() => shown.show(shown.older)}
      >
        Older
      </Button>
      <Button variant="default" size="compact-xs" disabled={shown.older === undefined} onClick={shown.showFirst}>
        First
      </Button>
    </>
  );
}
