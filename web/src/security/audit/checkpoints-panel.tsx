import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Snippet } from '../../snippet/snippet.js';
import { Tag } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import styles from './audit.module.css';

type Checkpoint = components['schemas']['CheckpointView'];

/** Signed statements of how the trail was; one that is kept elsewhere shows later whether what it knows is still there. */
export function CheckpointsPanel() {
  const answer = useGet('/audit/checkpoints', { topics: ['audit'] });
  const [shown, setShown] = useState<Checkpoint>();
  const making = useChange(() => api.POST('/audit/checkpoints'), { topics: ['audit'], onDone: setShown });
  return (
    <>
      <AnswerPanel
        title="Checkpoints"
        answer={answer}
        waitingHeight={150}
        actions={
          <Button variant="default" size="compact-sm" loading={making.isRunning} onClick={() => making.run(undefined)}>
            Make one now
          </Button>
        }
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title="None yet: one is made within a minute of the first entry" />}
      >
        {({ items }) => (
          <ul className={styles.checkpoints} aria-label="Checkpoints">
            {items.map((checkpoint) => (
              <li key={`${checkpoint.sequence} ${checkpoint.kind}`}>
                <button type="button" onClick={() => setShown(checkpoint)}>
                  #{checkpoint.sequence}
                </button>
                <Moment at={checkpoint.made_at} />
                <code title={checkpoint.hash}>{checkpoint.hash.slice(0, 12)}…</code>
                {checkpoint.kind === 'cut' && <Tag title="Earlier entries were let go by the retention">cut</Tag>}
              </li>
            ))}
          </ul>
        )}
      </AnswerPanel>
      {shown !== undefined && <CheckpointDialog checkpoint={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function CheckpointDialog({ checkpoint, onClose }: { checkpoint: Checkpoint; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} size="lg" title={`Checkpoint of entry #${checkpoint.sequence}`}>
      <p>
        Keep it where nobody who has this machine or its database can change it. Later{' '}
        <code>npm run audit:verify -- --checkpoint kept.json</code> shows whether all that it knows is still there.
      </p>
      <Snippet label="kept.json" code={JSON.stringify(checkpoint)} />
    </Modal>
  );
}
