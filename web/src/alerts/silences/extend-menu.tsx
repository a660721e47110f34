import { Button, Menu } from '@mantine/core';
import { Icon } from '../../state/icon.js';
import { lengthMs } from '../../time/time-range.js';
import type { Silence } from '../alert.js';
import { prolong } from './silence-draft.js';
import { useSilencing } from './use-silencing.js';

const LENGTHS = [
  ['1h', '1 hour'],
  ['4h', '4 hours'],
  ['1d', '1 day'],
] as const;

/** Lets a silence hold for longer than was meant, by one of the usual lengths at once. `onOther` is for any other end. */
export function ExtendMenu({ silence, onOther }: { silence: Silence; onOther: () => void }) {
  const { run, isRunning } = useSilencing();
  const extend = (length: string) =>
    run({ body: prolong(silence, lengthMs(length)!, Date.now()), replaces: silence.silence_id });
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" size="compact-sm" loading={isRunning} rightSection={<Icon name="down" size={14} />}>
          Extend
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LENGTHS.map(([length, words]) => (
          <Menu.Item key={length} onClick={() => extend(length)}>
            By {words}
          </Menu.Item>
        ))}
        <Menu.Item onClick={onOther}>Otherwise …</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
