import { useState } from 'react';
import type { components } from '../../api/schema.js';
import { Empty } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { useMayChange } from '../../sign-in/session.js';
import styles from '../settings.module.css';
import { KeyForm } from './key-form.js';
import { KeyList } from './key-list.js';
import { NewKey } from './new-key.js';

/** The keys that services send data with. The service shows them to administrators alone. */
export function IngestKeysView() {
  const [made, setMade] = useState<components['schemas']['NewIngestKey']>();
  if (!useMayChange()) {
    return (
      <Panel title="Ingest keys">
        <Empty title="Administrators see and make the keys">
          A service needs one to send data. It may write and never read.
        </Empty>
      </Panel>
    );
  }
  return (
    <div className={styles.body}>
      <KeyForm onMade={setMade} />
      {made !== undefined && <NewKey made={made} onClose={() => setMade(undefined)} />}
      <KeyList onRevoked={(id) => setMade((shown) => (shown?.id === id ? undefined : shown))} />
    </div>
  );
}
