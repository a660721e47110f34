import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { Panel } from '../../panel/panel.js';
import styles from '../settings.module.css';

/** Makes a key for one service. */
export function KeyForm({ onMade }: { onMade: (made: components['schemas']['NewIngestKey']) => void }) {
  const [name, setName] = useState('');
  const change = useChange((body: { name: string }) => api.POST('/ingest-keys', { body }), {
    topics: ['configuration', 'audit'],
    onDone: (made) => {
      setName('');
      onMade(made);
    },
    showsFailure: true,
  });
  const fault =
    change.failure && (change.failure.faults.map(({ message }) => message).join('. ') || change.failure.message);

  function submit(event: FormEvent): void {
    event.preventDefault();
    change.run({ name: name.trim() });
  }

  return (
    <Panel title="New ingest key">
      <p className={styles.lead}>
        A service sends data with it. It may write and never read; one key for each service.
      </p>
      <form onSubmit={submit} className={styles.row} noValidate>
        <TextInput
          label="Which service will use it"
          placeholder="students"
          value={name}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            change.reset();
          }}
          error={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : 'key-fault'}
          w={280}
          maw="100%"
        />
        <Button type="submit" loading={change.isRunning} disabled={name.trim() === ''}>
          Make a key
        </Button>
      </form>
      {fault !== undefined && (
        <p id="key-fault" className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </Panel>
  );
}
