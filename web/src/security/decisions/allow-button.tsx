import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { Failure } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import styles from './decisions.module.css';
import { subjectFault } from './subject-fault.js';
import { SubjectForm } from './subject-form.js';
import type { Subject } from './subject-state.js';

type AllowedRequest = components['schemas']['AllowedRequest'];

interface AllowButtonProps {
  /** Whom it is about, where that is known already. */
  subject?: Subject;
  children: string;
}

/** Opens the form by which an administrator puts somebody on the allow list. */
export function AllowButton({ subject, children }: AllowButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!useMayChange()) return null;
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setIsOpen(true)}>
        {children}
      </Button>
      {isOpen && <AllowDialog subject={subject} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function AllowDialog(props: { subject?: Subject; onClose: () => void }) {
  const [subject, setSubject] = useState<Subject>(props.subject ?? { scope: 'ip_address', value: '' });
  const [comment, setComment] = useState('');
  const allowing = useChange((body: AllowedRequest) => api.POST('/security/allow-list', { body }), {
    topics: ['security', 'audit'],
    done: ({ value }) => `On the allow list: ${value}`,
    onDone: props.onClose,
    showsFailure: true,
  });
  const isComplete = subjectFault(subject.scope, subject.value) === undefined && comment.trim() !== '';
  return (
    <Modal opened onClose={props.onClose} title="Put somebody on the allow list">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          allowing.run({ scope: subject.scope, value: subject.value.trim(), comment: comment.trim() });
        }}
      >
        <Stack gap="sm">
          <p className={styles.hint}>No decision blocks who is on it, neither of a person nor of a detection.</p>
          <SubjectForm subject={subject} onChange={setSubject} />
          <TextInput
            label="Why"
            placeholder="The office shares this address."
            required
            maxLength={1000}
            value={comment}
            onChange={({ currentTarget }) => setComment(currentTarget.value)}
          />
          {allowing.failure !== undefined && <Failure failure={allowing.failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!isComplete} loading={allowing.isRunning}>
              Allow
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
