import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Request } from './use-reactions.js';

const WORDS = {
  acknowledge: { verb: 'Acknowledge', help: 'It goes on firing, and everybody sees that you take care of it.' },
  unacknowledge: { verb: 'Take the acknowledgement back', help: 'Its escalation goes on with the step it was at.' },
  resolve: { verb: 'Resolve', help: 'While its condition still holds, its rule starts a new alert.' },
  comment: { verb: 'Comment', help: 'A line in the history of the alert.' },
} as const;

interface ReactionDialogProps {
  request: Request;
  onRun: (request: Request) => void;
  onClose: () => void;
}

/** Asks for what there is to say about what is done; only a comment must say something. */
export function ReactionDialog({ request, onRun, onClose }: ReactionDialogProps) {
  const [comment, setComment] = useState('');
  const { verb, help } = WORDS[request.reaction];
  const isNeeded = request.reaction === 'comment';
  const what = request.alerts.length === 1 ? request.alerts[0]!.name : `${request.alerts.length} alerts`;
  return (
    <Modal opened onClose={onClose} title={`${verb}: ${what}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onRun({ ...request, comment: comment.trim() || undefined });
          onClose();
        }}
      >
        <Textarea
          label={isNeeded ? 'Comment' : 'Comment, if you like'}
          description={help}
          rows={3}
          maxLength={2000}
          required={isNeeded}
          data-autofocus
          value={comment}
          onChange={({ currentTarget }) => setComment(currentTarget.value)}
        />
        <Group justify="flex-end" mt={12}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={isNeeded && comment.trim() === ''}>
            {verb}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
