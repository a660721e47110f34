import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../sign-in/session.js';
import type { ErrorGroup } from '../group/group.js';
import styles from './group-actions.module.css';
import { useGroupChange } from './use-group-change.js';

/** Says who works on groups: the reader, or anybody by name. */
export function AssignButton({ groups, onDone }: { groups: readonly ErrorGroup[]; onDone?: () => void }) {
  const { subject } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const { run, isRunning } = useGroupChange(onDone);
  const assignees = new Set(groups.map(({ assignee }) => assignee));
  const current = assignees.size === 1 ? [...assignees][0]! : null;

  function assign(assignee: string | null): void {
    setIsOpen(false);
    setName('');
    run({ groups, change: { assignee }, done: assignee === null ? 'Assigned to nobody' : `Assigned to ${assignee}` });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') assign(name.trim());
  }

  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" size="compact-sm" loading={isRunning} onClick={() => setIsOpen(!isOpen)}>
          <span className={styles.name}>{current === null ? 'Assign' : `Assigned: ${current}`}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Assign">
        <form onSubmit={submit} className={styles.assign}>
          {subject !== undefined && current !== subject && (
            <Button variant="default" size="compact-sm" onClick={() => assign(subject)}>
              To me
            </Button>
          )}
          <TextInput
            label="To somebody"
            placeholder="ada@oneclass.example"
            maxLength={128}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" size="compact-sm" disabled={name.trim() === ''}>
            Assign
          </Button>
          {current !== null && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => assign(null)}>
              To nobody
            </Button>
          )}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
