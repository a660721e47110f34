import { Kbd, Modal } from '@mantine/core';
import { Facts } from '../panel/facts.js';
import { PAGES } from './navigation.js';

const KEYS = [
  ['Search everything', <Kbd key="k">/</Kbd>],
  ['This list', <Kbd key="k">?</Kbd>],
  [
    'Move through a chart',
    <span key="k">
      <Kbd>←</Kbd> <Kbd>→</Kbd> <Kbd>Home</Kbd> <Kbd>End</Kbd>
    </span>,
  ],
  ['Close what is open', <Kbd key="k">Esc</Kbd>],
] as const;

/** The keys that work everywhere. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const pages = PAGES.map(
    ({ label, key }) =>
      [
        label,
        <span key={key}>
          <Kbd>g</Kbd> then <Kbd>{key}</Kbd>
        </span>,
      ] as const,
  );
  return (
    <Modal opened onClose={onClose} title="Keys">
      <Facts items={[...KEYS, ...pages]} />
    </Modal>
  );
}
