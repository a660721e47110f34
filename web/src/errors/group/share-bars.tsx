import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import styles from './share-bars.module.css';

interface ShareBarsProps {
  /** What they are shares of, for screen readers. */
  label: string;
  values: readonly { readonly value: string; readonly count: number }[];
  /** Of how many; the sum of the values unless given. */
  total?: number;
  /** The value that narrows down what is shown. */
  chosen?: string;
  onChoose: (value: string) => void;
}

/** More values than these are shown when somebody asks for them. */
const SHOWN = 5;

/** How often each of several values occurs, as bars. A click narrows what is shown down to one, and another takes that back. */
export function ShareBars({ label, values, total, chosen, onChoose }: ShareBarsProps) {
  const all = Math.max(1, total ?? values.reduce((sum, { count }) => sum + count, 0));
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? values : values.filter(({ value }, index) => index < SHOWN || value === chosen);
  return (
    <>
      <ul className={styles.bars} aria-label={label}>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <button
              type="button"
              className={styles.row}
              aria-pressed={value === chosen}
              title={value}
              onClick={() => onChoose(value)}
            >
              <span className={styles.bar} style={{ width: `${Math.min(100, (count / all) * 100)}%` }} />
              <span className={styles.value}>{value === '' ? '(empty)' : value}</span>
              <span className={styles.count}>{spell(formatCount(count))}</span>
              <span className={styles.share}>{spell(formatPercent((count / all) * 100))}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < values.length && (
        <div>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setIsOpen(true)}>
            {values.length - shown.length} more
          </Button>
        </div>
      )}
    </>
  );
}
