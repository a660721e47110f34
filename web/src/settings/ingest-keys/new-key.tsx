import { Button, Tabs } from '@mantine/core';
import type { components } from '../../api/schema.js';
import { Panel } from '../../panel/panel.js';
import { Snippet } from '../../snippet/snippet.js';
import { StateIcon } from '../../state/state-icon.js';
import styles from '../settings.module.css';
import { senderSnippets } from './sender-snippets.js';

/** A key that was just made: shown this once, with what each kind of sender needs. */
export function NewKey({ made, onClose }: { made: components['schemas']['NewIngestKey']; onClose: () => void }) {
  const origin = new URL('.', document.baseURI).href.replace(/\/$/, '');
  const snippets = senderSnippets(origin, made);
  return (
    <Panel
      title={`The key of ${made.name}`}
      actions={
        <Button variant="default" size="compact-sm" onClick={onClose}>
          I have kept it
        </Button>
      }
    >
      <p className={styles.warning} data-tone="warning" role="status">
        <StateIcon tone="warning" size={16} /> It is shown this once. Put it where your service keeps its secrets.
      </p>
      <Snippet label="Ingest key" code={made.key} />
      <Tabs defaultValue={snippets[0]!.way} keepMounted={false} mt="md">
        <Tabs.List aria-label="Ways to send">
          {snippets.map(({ way }) => (
            <Tabs.Tab key={way} value={way}>
              {way}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map(({ way, place, code }) => (
          <Tabs.Panel key={way} value={way} pt="sm">
            <Snippet label={place} code={code} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Panel>
  );
}
