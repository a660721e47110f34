import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ErrorGroup } from '../group/group.js';
import styles from './group-actions.module.css';
import { useGroupChange } from './use-group-change.js';

interface GroupsDialogProps {
  groups: readonly ErrorGroup[];
  onDone?: () => void;
  onClose: () => void;
}

/** Resolves groups in a release, also in one that is still to come. */
export function ReleaseDialog({ groups, onDone, onClose }: GroupsDialogProps) {
  const [release, setRelease] = useState('');
  const { run } = useGroupChange(onDone);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const name = release.trim();
    onClose();
    run({ groups, change: { status: 'resolved', resolved_in_release: name }, done: `Resolved in ${name}` });
  }

  return (
    <Modal opened onClose={onClose} title="Resolve in a release">
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          label="Release with the fix"
          description="Events of releases that had the error before are no regression; events of this one or of a later one are."
          placeholder="2.4.2"
          maxLength={128}
          value={release}
          onChange={(event) => setRelease(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={release.trim() === ''}>
            Resolve
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
