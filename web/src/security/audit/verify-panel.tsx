import { Button, Loader } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { asFailure } from '../../api/failure.js';
import { useGet } from '../../api/use-get.js';
import { useNow } from '../../app/use-now.js';
import { formatSpan } from '../../format/duration.js';
import { Failure } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { Moment } from '../../time/moment.js';
import styles from './audit.module.css';
import { VerificationView } from './verification-view.js';
import { verifyTrail } from './verify-trail.js';

/** Checks whether the trail is what was written, when somebody asks for it. */
export function VerifyPanel() {
  const asked = useRef<AbortController>(undefined);
  const newest = useGet('/audit', { query: { limit: 1 }, topics: ['audit'] });
  const length = newest.data?.items[0]?.sequence;
  const checkpoints = useGet('/audit/checkpoints', { topics: ['audit'] });
  const check = useMutation({
    mutationFn: () => {
      asked.current = new AbortController();
      return verifyTrail(asked.current.signal);
    },
  });
  const isStopped = check.isError && asked.current?.signal.aborted === true;
  return (
    <Panel
      title="Is the trail what was written?"
      actions={
        check.isPending ? (
          <Button variant="default" size="compact-sm" onClick={() => asked.current?.abort()}>
            Stop
          </Button>
        ) : (
          <Button variant="default" size="compact-sm" onClick={() => check.mutate()}>
            Verify
          </Button>
        )
      }
    >
      <div aria-live="polite">
        {check.isPending && <Waiting since={check.submittedAt} length={length} />}
        {check.isError && !isStopped && <Failure failure={asFailure(check.error)} onRetry={() => check.mutate()} />}
        {check.isSuccess && (
          <VerificationView
            result={check.data}
            at={check.submittedAt}
            signedSince={checkpoints.data?.items.at(-1)?.made_at}
          />
        )}
        {(check.isIdle || isStopped) && (
          <p className={styles.about}>
            Every entry holds the hash of the one before it. “Verify” computes all{' '}
            {length !== undefined && <b>{length.toLocaleString('en-GB')}</b>} of them anew, compares the end of the
            chain with the signed checkpoints, and names the first place that is not what was written.
          </p>
        )}
      </div>
      {newest.data?.items[0] !== undefined && (
        <p className={styles.small}>
          Newest entry: #{newest.data.items[0].sequence}, <Moment at={newest.data.items[0].recorded_at} />
        </p>
      )}
    </Panel>
  );
}

function Waiting({ since, length }: { since: number; length: number | undefined }) {
  const now = useNow(1000);
  return (
    <p className={styles.waiting}>
      <Loader size="xs" /> Checking {length === undefined ? 'the entries' : `${length.toLocaleString('en-GB')} entries`}{' '}
      … {formatSpan(now - since)}
    </p>
  );
}
