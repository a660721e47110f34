import { Button } from '@mantine/core';
import { say } from '../actions/toasts.js';
import type { Channel } from './channel.js';
import { spellResult } from './test-result.js';
import { useChannelTest } from './use-channel-test.js';

/** Sends a test message over a channel at once, and says what came of it. */
export function TestButton({ channel: { name, unavailable } }: { channel: Channel }) {
  const test = useChannelTest((result) =>
    say(`${name}: ${spellResult(result)}`, result.delivered ? 'good' : 'critical'),
  );
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={`Test ${name}`}
      disabled={unavailable !== null}
      loading={test.isRunning}
      onClick={() => test.run({ name, event: 'firing' })}
    >
      Test
    </Button>
  );
}
