import { Button, Menu } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Icon } from '../../state/icon.js';
import type { ErrorGroup } from '../group/group.js';
import { AssignButton } from './assign-button.js';
import styles from './group-actions.module.css';
import { useGroupChange } from './use-group-change.js';

const ReleaseDialog = lazy(async () => ({ default: (await import('./release-dialog.js')).ReleaseDialog }));
const IgnoreDialog = lazy(async () => ({ default: (await import('./ignore-dialog.js')).IgnoreDialog }));

const HOUR_MS = 3_600_000;
const UNTIL = [
  { label: 'For an hour', ms: HOUR_MS },
  { label: 'For a day', ms: 24 * HOUR_MS },
  { label: 'For a week', ms: 168 * HOUR_MS },
] as const;
const MORE = [10, 100, 1000] as const;

/** What can be done with groups: resolve, ignore, open again, assign. */
export function GroupActions({ groups, onDone }: { groups: readonly ErrorGroup[]; onDone?: () => void }) {
  const [dialog, setDialog] = useState<'release' | 'ignore'>();
  const { run, isRunning } = useGroupChange(onDone);
  const isOpen = groups.some(({ status }) => status === 'unresolved');
  const release = groups.length === 1 ? groups[0]!.releases.at(-1) : undefined;
  const ignore = (change: object, done: string) => run({ groups, change: { status: 'ignored', ...change }, done });
  return (
    <div className={styles.actions}>
      {isOpen ? (
        <>
          <div className={styles.split}>
            <Button
              size="compact-sm"
              loading={isRunning}
              onClick={() => run({ groups, change: { status: 'resolved' }, done: 'Resolved' })}
            >
              Resolve
            </Button>
            <Menu position="bottom-end" shadow="md">
              <Menu.Target>
                <Button size="compact-sm" aria-label="Ways to resolve">
                  <Icon name="down" size={13} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {release !== undefined && (
                  <Menu.Item
                    className={styles.item}
                    onClick={() =>
                      run({
                        groups,
                        change: { status: 'resolved', resolved_in_release: release },
                        done: `Resolved in ${release}`,
                      })
                    }
                  >
                    In the newest release, {release}
                  </Menu.Item>
                )}
                <Menu.Item onClick={() => setDialog('release')}>In the next or another release …</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </div>
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <Button variant="default" size="compact-sm" rightSection={<Icon name="down" size={13} />}>
                Ignore
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => ignore({}, 'Ignored')}>Until somebody opens it</Menu.Item>
              {UNTIL.map(({ label, ms }) => (
                <Menu.Item
                  key={label}
                  onClick={() =>
                    ignore({ ignored_until: new Date(Date.now() + ms).toISOString() }, `Ignored: ${label}`)
                  }
                >
                  {label}
                </Menu.Item>
              ))}
              {MORE.map((count) => (
                <Menu.Item
                  key={count}
                  onClick={() => ignore({ ignored_for_count: count }, `Ignored for ${count} more events`)}
                >
                  Until it has had {count} more events
                </Menu.Item>
              ))}
              <Menu.Item onClick={() => setDialog('ignore')}>Until something else …</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      ) : (
        <Button
          variant="default"
          size="compact-sm"
          loading={isRunning}
          onClick={() => run({ groups, change: { status: 'unresolved' }, done: 'Open again' })}
        >
          Open again
        </Button>
      )}
      <AssignButton groups={groups} onDone={onDone} />
      <Suspense>
        {dialog === 'release' && <ReleaseDialog groups={groups} onDone={onDone} onClose={() => setDialog(undefined)} />}
        {dialog === 'ignore' && <IgnoreDialog groups={groups} onDone={onDone} onClose={() => setDialog(undefined)} />}
      </Suspense>
    </div>
  );
}
