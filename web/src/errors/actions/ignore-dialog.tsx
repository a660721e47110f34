import { Button, Group, Modal, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ErrorGroup } from '../group/group.js';
import styles from './group-actions.module.css';
import { useGroupChange } from './use-group-change.js';

interface GroupsDialogProps {
  groups: readonly ErrorGroup[];
  onDone?: () => void;
  onClose: () => void;
}

/** Ignores groups until a time, or until so many more events or users: whatever comes first. */
export function IgnoreDialog({ groups, onDone, onClose }: GroupsDialogProps) {
  const [until, setUntil] = useState('');
  const [events, setEvents] = useState<number | string>('');
  const [users, setUsers] = useState<number | string>('');
  const { run } = useGroupChange(onDone);
  const time = Date.parse(until);

  function submit(event: FormEvent): void {
    event.preventDefault();
    onClose();
    run({
      groups,
      change: {
        status: 'ignored',
        ignored_until: Number.isNaN(time) ? undefined : new Date(time).toISOString(),
        ignored_for_count: typeof events === 'number' ? events : undefined,
        ignored_for_users: typeof users === 'number' ? users : undefined,
      },
      done: 'Ignored',
    });
  }

  return (
    <Modal opened onClose={onClose} title="Ignore until something happens">
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          type="datetime-local"
          label="Until this time"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <NumberInput
          label="Until so many more events"
          min={1}
          max={1_000_000_000}
          value={events}
          onChange={setEvents}
        />
        <NumberInput label="Until so many more users" min={1} max={1_000_000_000} value={users} onChange={setUsers} />
        <p>
          With several of these, the first that comes true ends it. With none, it is ignored until somebody opens it.
        </p>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Ignore</Button>
        </Group>
      </form>
    </Modal>
  );
}
