import { Button, Group, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { Failure } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import styles from './decisions.module.css';
import { DURATIONS, subjectFault } from './subject-fault.js';
import { SubjectForm } from './subject-form.js';
import type { Subject } from './subject-state.js';

type DecisionRequest = components['schemas']['DecisionRequest'];

const NOBODY: Subject = { scope: 'ip_address', value: '' };
const ACTIONS = [
  { value: 'block', label: 'Block' },
  { value: 'log', label: 'Only log' },
];

interface DecideButtonProps {
  /** Whom it is about, where that is known already. */
  subject?: Subject;
  /** What is proposed as the reason. */
  reason?: string;
  children: string;
}

/** Opens the form by which an administrator has somebody blocked. */
export function DecideButton({ subject, reason, children }: DecideButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!useMayChange()) return null;
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setIsOpen(true)}>
        {children}
      </Button>
      {isOpen && <DecideDialog subject={subject} reason={reason} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function DecideDialog(props: { subject?: Subject; reason?: string; onClose: () => void }) {
  const [subject, setSubject] = useState(props.subject ?? NOBODY);
  const [action, setAction] = useState('block');
  const [duration, setDuration] = useState('3600');
  const [reason, setReason] = useState(props.reason ?? '');
  const deciding = useChange((body: DecisionRequest) => api.POST('/security/decisions', { body }), {
    topics: ['security', 'audit'],
    done: (made) => `${made.action === 'block' ? 'Blocked' : 'Logged from now on'}: ${made.value}`,
    onDone: props.onClose,
    showsFailure: true,
  });
  const isComplete = subjectFault(subject.scope, subject.value) === undefined && reason.trim() !== '';
  return (
    <Modal opened onClose={props.onClose} title="Decide about somebody">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deciding.run({
            scope: subject.scope,
            value: subject.value.trim(),
            action: action === 'log' ? 'log' : 'block',
            reason: reason.trim(),
            duration_seconds: duration === 'open' ? undefined : Number(duration),
          });
        }}
      >
        <Stack gap="sm">
          <SubjectForm subject={subject} onChange={setSubject} />
          <div>
            <SegmentedControl aria-label="What is done" data={ACTIONS} value={action} onChange={setAction} fullWidth />
            <p className={styles.hint}>
              {action === 'block'
                ? 'Services that enforce decisions refuse such requests within seconds.'
                : 'Services that enforce decisions let such requests pass and tell of them.'}
            </p>
          </div>
          <Select
            label="For how long"
            data={DURATIONS}
            value={duration}
            allowDeselect={false}
            onChange={(next) => setDuration(next ?? '3600')}
          />
          <TextInput
            label="Why"
            description="Everybody who looks at decisions and at the audit trail reads it."
            required
            maxLength={1000}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {deciding.failure !== undefined && <Failure failure={deciding.failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!isComplete} loading={deciding.isRunning}>
              Decide
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
