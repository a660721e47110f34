import { Button } from '@mantine/core';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { GroupActions } from '../actions/group-actions.js';
import { useMerge } from '../actions/use-group-change.js';
import type { ErrorGroup } from '../group/group.js';
import { titleOf } from '../group/group-title.js';
import styles from './errors-page.module.css';

interface SelectionBarProps {
  groups: readonly ErrorGroup[];
  /** How many are listed. */
  all: number;
  onAll: () => void;
  onDone: () => void;
}

/** What can be done with the groups that are selected. */
export function SelectionBar({ groups, all, onAll, onDone }: SelectionBarProps) {
  const merge = useMerge(onDone);
  const [into, ...others] = groups.toSorted((left, right) => right.event_count - left.event_count);
  const isOneService = groups.every(({ service }) => service === into?.service);
  return (
    <section className={styles.bar} aria-label="Selected errors">
      <p aria-live="polite">{groups.length} selected</p>
      <GroupActions groups={groups} onDone={onDone} />
      {groups.length > 1 && into !== undefined && (
        <ConfirmButton
          question={`Merge ${groups.length} groups?`}
          verb="Merge"
          disabled={!isOneService}
          consequence={
            <>
              Their errors, also those to come, will count for the one with the most events: <b>{titleOf(into)}</b>.
              Each can be taken out of it again.
            </>
          }
          onConfirm={() => merge.run({ into: into.group_id, groupIds: others.map(({ group_id }) => group_id) })}
        >
          {isOneService ? 'Merge' : 'Merge: of one service only'}
        </ConfirmButton>
      )}
      {groups.length < all && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onAll}>
          Select all {all}
        </Button>
      )}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={onDone}>
        Select none
      </Button>
    </section>
  );
}
