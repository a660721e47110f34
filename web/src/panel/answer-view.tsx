import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiFailure } from '../api/failure.js';
import type { Answer } from '../api/use-get.js';
import { StateIcon } from '../state/state-icon.js';
import styles from './answer-view.module.css';

interface AnswerViewProps<T> {
  answer: Answer<T>;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  waitingHeight?: number;
  children: (data: T) => ReactNode;
}

/** One answer of the API, in each of its states. */
export function AnswerView<T>({ answer, isEmpty, empty, waitingHeight = 120, children }: AnswerViewProps<T>) {
  const { data, failure } = answer;
  if (data === undefined) {
    if (failure !== undefined) return <Failure failure={failure} onRetry={answer.refetch} />;
    return <div className={styles.waiting} style={{ height: waitingHeight }} role="status" aria-label="Loading" />;
  }
  if (isEmpty?.(data)) return empty ?? <Empty title="Nothing here" />;
  return (
    <div className={styles.answer} data-stale={answer.isStale} aria-busy={answer.isStale}>
      {children(data)}
    </div>
  );
}

/** Why there is nothing to show, what to do about it, and the way to try again. */
export function Failure({ failure, onRetry }: { failure: ApiFailure; onRetry?: () => void }) {
  const isForbidden = failure.kind === 'forbidden';
  return (
    <div className={styles.state} role="alert" data-tone={isForbidden ? 'info' : 'warning'}>
      <StateIcon tone={isForbidden ? 'info' : 'warning'} size={20} />
      <div>
        <p className={styles.title}>{TITLES[failure.kind]}</p>
        <p>{failure.message}</p>
        {failure.faults.map(({ path, message }) => (
          <p key={path + message}>
            <code>{path}</code> {message}
          </p>
        ))}
        {failure.requestId !== undefined && <p className={styles.small}>Request {failure.requestId}</p>}
        {onRetry !== undefined && !isForbidden && (
          <Button variant="default" size="compact-sm" mt={8} onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

const TITLES = {
  unauthorized: 'You are not signed in',
  forbidden: 'Your role may not see this',
  absent: 'It is not there',
  unavailable: 'The service cannot read its data now',
  unreachable: 'The service does not answer',
  refused: 'The service could not answer',
} as const;

/** What stands where there is nothing yet: what it means, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}
