import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { StateIcon } from '../../state/state-icon.js';
import { Moment } from '../../time/moment.js';
import styles from './audit.module.css';
import type { Verification } from './verify-trail.js';

interface VerificationViewProps {
  result: Verification;
  /** When it was asked for; epoch milliseconds. */
  at: number;
  /** When the oldest of the checkpoints that are known was made. */
  signedSince?: string;
}

/** What came of a check: that all is as it was written, or the first place that is not. */
export function VerificationView({ result, at, signedSince }: VerificationViewProps) {
  const { intact, broken, entries, last_sequence: last, checkpoints, foreign_checkpoints: foreign } = result;
  const tone = intact ? 'good' : 'critical';
  const count = (number: number) => number.toLocaleString('en-GB');
  return (
    <div className={styles.verdict} data-tone={tone}>
      <StateIcon tone={tone} size={22} />
      <div>
        <p className={styles.headline}>
          {intact ? 'Intact' : broken === null ? 'Broken' : `Broken at entry #${broken.sequence}`}
        </p>
        {broken !== null && (
          <>
            <p>{broken.reason}</p>
            {broken.id !== null && <p className={styles.small}>Its id: {broken.id}</p>}
            <p>
              What comes before it agrees with the chain. Do not make a new checkpoint over it: keep the export of the
              trail and the checkpoints that you have elsewhere, and find out who had the database.
            </p>
          </>
        )}
        {intact && entries > 0 && (
          <p>
            {count(entries)} entries, from #{count(last - entries + 1)} to #{count(last)}, are what was written
            {entries < last && '; earlier ones were let go by the retention'}.
          </p>
        )}
        {intact && entries === 0 && <p>The trail has no entries.</p>}
        <p>
          {count(checkpoints)} signed {checkpoints === 1 ? 'checkpoint agrees' : 'checkpoints agree'}
          {signedSince !== undefined && (
            <>
              , the oldest listed of <Moment at={signedSince} />
            </>
          )}
          {foreign > 0 && `; ${count(foreign)} are of another key and say nothing`}.
        </p>
        <p className={styles.small}>
          Checked at <Moment at={at} /> in {spell(formatLatency(result.duration_ms))} · end of the chain{' '}
          <code title={result.hash}>{result.hash.slice(0, 16)}…</code>
        </p>
      </div>
    </div>
  );
}
