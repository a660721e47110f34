import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Panel } from '../../panel/panel.js';
import { useMayChange } from '../../sign-in/session.js';
import { Ago } from '../../time/moment.js';
import { useMerge, useUnmerge } from '../actions/use-group-change.js';
import type { ErrorGroupDetail } from '../group/group.js';
import { countOf, shortMessage, titleOf } from '../group/group-title.js';
import styles from './related-groups.module.css';

const MOST = 10;
const EVERY_MS = 30_000;

/** The groups that were merged into one, and those of the same type that might be. */
export function RelatedGroups({ group }: { group: ErrorGroupDetail }) {
  return (
    <>
      {group.merged.length > 0 && <MergedGroups group={group} />}
      {group.merged_into === null && <AlikeGroups group={group} />}
    </>
  );
}

function MergedGroups({ group: { merged } }: { group: ErrorGroupDetail }) {
  const mayChange = useMayChange();
  const { run, isRunning } = useUnmerge();
  return (
    <Panel title={`Merged into it (${merged.length})`}>
      <ul className={styles.list} aria-label="Merged groups">
        {merged.map((one) => (
          <li key={one.group_id}>
            <div className={styles.about}>
              <span className={styles.title} title={one.error_message}>
                {titleOf(one)}
              </span>
              <span className={styles.small}>
                {countOf(one.event_count, 'event')}, last <Ago at={one.last_seen_at} />
              </span>
              <span className={styles.small}>
                <code>{one.fingerprint.join(' · ')}</code>
              </span>
            </div>
            {mayChange && (
              <Button variant="default" size="compact-xs" loading={isRunning} onClick={() => run(one.group_id)}>
                Unmerge
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function AlikeGroups({ group }: { group: ErrorGroupDetail }) {
  const mayChange = useMayChange();
  const merge = useMerge();
  const answer = useGet('/error-groups', {
    query: { service: group.service, error_type: group.error_type, limit: MOST + 1 },
    topics: ['errors'],
    everyMs: EVERY_MS,
  });
  const others = (answer.data?.items ?? []).filter(({ group_id }) => group_id !== group.group_id).slice(0, MOST);
  if (answer.data !== undefined && others.length === 0) return null;
  return (
    <AnswerPanel title="Of the same type in this service" answer={answer}>
      {() => (
        <ul className={styles.list} aria-label="Groups of the same type">
          {others.map((one) => (
            <li key={one.group_id}>
              <div className={styles.about}>
                <Link
                  to="/errors/$groupId"
                  params={{ groupId: one.group_id }}
                  className={styles.title}
                  title={one.error_message}
                >
                  {shortMessage(one.error_message) || one.error_type}
                </Link>
                <span className={styles.small}>
                  {one.status}, {countOf(one.event_count, 'event')}, last <Ago at={one.last_seen_at} />
                </span>
                {one.culprit !== null && (
                  <span className={styles.small}>
                    <code>{one.culprit}</code>
                  </span>
                )}
              </div>
              {mayChange && (
                <ConfirmButton
                  size="compact-xs"
                  question="Merge it into this group?"
                  verb="Merge"
                  consequence="Its errors, also those to come, will count for this group. It can be taken out again."
                  onConfirm={() => merge.run({ into: group.group_id, groupIds: [one.group_id] })}
                >
                  Merge
                </ConfirmButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </AnswerPanel>
  );
}
