import { Button, SegmentedControl } from '@mantine/core';
import { LENGTHS } from '../../time/time-range.js';
import styles from './firing-timeline.module.css';
import { TRIAL_LENGTHS, useTrialRange } from './trial-range.js';

const LABELS: Readonly<Record<string, string>> = { '1h': '1 h', '24h': '24 h', '7d': '7 d' };

/** How much of the past the rule is tried on; and the way back from a zoom. */
export function TrialPicker() {
  const { range, setRange } = useTrialRange();
  const last = 'last' in range ? range.last : '';
  // A length that was chosen on another page stays, as one more choice.
  const isOther = last !== '' && !TRIAL_LENGTHS.some((length) => length === last);
  const lengths = isOther ? [last, ...TRIAL_LENGTHS] : [...TRIAL_LENGTHS];
  return (
    <div className={styles.range}>
      {last === '' && (
        <Button variant="default" size="compact-sm" onClick={() => setRange({ last: '24h' })}>
          Zoomed: back to 24 h
        </Button>
      )}
      <SegmentedControl
        size="xs"
        aria-label="Tried on the last"
        data={lengths.toSorted(byLength).map((value) => ({ value, label: LABELS[value] ?? value }))}
        value={last}
        onChange={(length) => setRange({ last: length })}
      />
    </div>
  );
}

function byLength(a: string, b: string): number {
  const order = LENGTHS as readonly string[];
  return order.indexOf(a) - order.indexOf(b);
}
