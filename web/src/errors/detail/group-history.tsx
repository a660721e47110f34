import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNow } from '../../app/use-now.js';
import { Panel } from '../../panel/panel.js';
import { useMayChange } from '../../sign-in/session.js';
import { StateIcon } from '../../state/state-icon.js';
import { Ago } from '../../time/moment.js';
import { useGroupChange } from '../actions/use-group-change.js';
import type { ErrorGroupDetail } from '../group/group.js';
import { HISTORY_TONES, historyWords } from '../group/history-words.js';
import styles from './group-history.module.css';

/** What people did with a group and what became of it, the newest first, with the way to say something. */
export function GroupHistory({ group }: { group: ErrorGroupDetail }) {
  const mayChange = useMayChange();
  const now = useNow(60_000);
  const history = group.history.toReversed();
  return (
    <Panel title="Activity">
      {mayChange && group.merged_into === null && <CommentForm group={group} />}
      <ol className={styles.history} aria-label="Activity">
        {history.map((event) => (
          <li key={`${event.at} ${event.kind}`}>
            <StateIcon tone={HISTORY_TONES[event.kind] ?? 'info'} size={15} />
            <div className={styles.event}>
              <span>
                <b>{event.actor ?? 'It'}</b> {historyWords(event, now)}{' '}
                <span className={styles.small}>
                  <Ago at={event.at} />
                </span>
              </span>
              {typeof event.details.comment === 'string' && <p className={styles.comment}>{event.details.comment}</p>}
            </div>
          </li>
        ))}
        <li>
          <StateIcon tone="warning" size={15} />
          <span className={styles.event}>
            <span>
              First seen{' '}
              <span className={styles.small}>
                <Ago at={group.first_seen_at} />
              </span>
            </span>
          </span>
        </li>
      </ol>
      <p className={styles.small}>
        Grouped by: {group.grouped_by} <code>{group.fingerprint.join(' · ')}</code>
      </p>
    </Panel>
  );
}

function CommentForm({ group }: { group: ErrorGroupDetail }) {
  const [comment, setComment] = useState('');
  const { run, isRunning } = useGroupChange(() => setComment(''));

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (comment.trim() !== '') run({ groups: [group], change: { comment: comment.trim() }, done: 'Comment kept' });
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <Textarea
        label="Comment"
        autosize={false}
        rows={2}
        maxLength={4096}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="compact-sm" loading={isRunning} disabled={comment.trim() === ''}>
        Comment
      </Button>
    </form>
  );
}
