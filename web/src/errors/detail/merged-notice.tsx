import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMayChange } from '../../sign-in/session.js';
import { StateIcon } from '../../state/state-icon.js';
import { useUnmerge } from '../actions/use-group-change.js';
import type { ErrorGroupDetail } from '../group/group.js';
import styles from './group-page.module.css';

/** Says of a merged group where its errors count now, and takes that back. */
export function MergedNotice({ group, into }: { group: ErrorGroupDetail; into: string }) {
  const mayChange = useMayChange();
  const { run, isRunning } = useUnmerge();
  return (
    <div className={styles.notice} data-tone="info">
      <StateIcon tone="info" />
      <p>
        It was merged into{' '}
        <Link to="/errors/$groupId" params={{ groupId: into }}>
          another group
        </Link>
        : its errors count there. What is below is as it was then.
      </p>
      {mayChange && (
        <Button variant="default" size="compact-sm" loading={isRunning} onClick={() => run(group.group_id)}>
          Unmerge
        </Button>
      )}
    </div>
  );
}
