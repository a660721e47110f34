import { StateIcon } from '../../state/state-icon.js';
import styles from './decisions.module.css';
import type { Decision } from './subject-state.js';

/** What decisions do now: how many block, how many only tell, and who lets detections decide. */
export function EffectNote({ decisions }: { decisions: readonly Decision[] | undefined }) {
  if (decisions === undefined) return null;
  const blocking = decisions.filter(({ action }) => action === 'block').length;
  const byDetections = decisions.filter(({ source }) => source === 'detection');
  const logged = byDetections.filter(({ action }) => action === 'log').length;
  return (
    <div className={styles.note} data-tone="info">
      <StateIcon tone="info" />
      <span>
        <b>
          {blocking === 0 ? 'Nobody is blocked.' : `${blocking} blocked by services that enforce decisions.`}
          {logged > 0 && ` What detections decided is only logged: ${logged}.`}
        </b>{' '}
        What detections decide is set by <code>SECURITY_DECISIONS</code>: <code>log</code> only tells (so unless it is
        set), <code>block</code> has services refuse, <code>none</code> leaves it to people.
      </span>
    </div>
  );
}
