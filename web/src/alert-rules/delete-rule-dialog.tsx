import { Button, Group, Modal } from '@mantine/core';
import type { Rule } from './rule.js';
import { useDeleting } from './rule-changes.js';
import styles from './rules.module.css';

interface DeleteRuleDialogProps {
  /** Asked about while there is one. */
  rule: Rule | undefined;
  onClose: () => void;
  /** Goes away from the rule's own page. */
  leave?: () => Promise<void>;
}

/** Asks before a rule is deleted, and says what follows. */
export function DeleteRuleDialog({ rule, onClose, leave }: DeleteRuleDialogProps) {
  const { run } = useDeleting(leave);
  return (
    <Modal opened={rule !== undefined} onClose={onClose} title="Delete this rule?">
      <p className={styles.wrap}>
        <b>{rule?.name}</b> is evaluated no more. Its open alerts are resolved, and whoever was told of them is told so.
        Its past alerts stay in the history.
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          color="red.8"
          onClick={() => {
            if (rule !== undefined) run(rule);
            onClose();
          }}
        >
          Delete the rule
        </Button>
      </Group>
    </Modal>
  );
}
