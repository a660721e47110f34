import { Button, SegmentedControl, Select } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { formatSpan } from '../format/duration.js';
import { Icon } from '../state/icon.js';
import type { Asked } from './answers/ask.js';
import { OFFERED_STEPS } from './answers/step.js';
import { type ChartKind } from './search.js';
import styles from './toolbar.module.css';
import { useMetricsSearch } from './use-metrics-search.js';

const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.js')).ShareDialog }));

const AUTOMATIC = 'auto';
const NOTHING = 'nothing';
const KIND_OPTIONS = [
  { value: 'lines', label: 'Lines' },
  { value: 'stacked', label: 'Stacked' },
  { value: 'bars', label: 'Bars' },
];

interface ToolbarProps {
  asked: readonly Asked[];
  shown: readonly Asked[];
  stepMs: number;
  automaticMs: number;
}

/** What holds for all questions: the step, what they are compared with, how they are drawn; and the ways to pass them on. */
export function Toolbar({ asked, shown, stepMs, automaticMs }: ToolbarProps) {
  const { search, change } = useMetricsSearch();
  const [isSharing, setIsSharing] = useState(false);
  const { step, compare } = search;
  const steps = [...new Set([...OFFERED_STEPS, ...(step === undefined ? [] : [step])])];
  return (
    <div className={styles.bar}>
      <Select
        className={styles.field}
        label="Step"
        size="sm"
        data={[
          { value: AUTOMATIC, label: `Automatic (${formatSpan(automaticMs)})` },
          ...steps.map((value) => ({ value, label: value })),
        ]}
        value={step ?? AUTOMATIC}
        onChange={(next) => change({ step: next === AUTOMATIC ? undefined : (next ?? undefined) })}
        allowDeselect={false}
      />
      <Select
        className={styles.field}
        label="Compare with"
        size="sm"
        data={[
          { value: NOTHING, label: 'nothing' },
          { value: '1h', label: 'the hour before' },
          { value: '1d', label: 'the day before' },
          { value: '1w', label: 'the week before' },
          ...(compare === undefined || ['1h', '1d', '1w'].includes(compare)
            ? []
            : [{ value: compare, label: `${compare} before` }]),
        ]}
        value={compare ?? NOTHING}
        onChange={(next) => change({ compare: next === NOTHING ? undefined : (next ?? undefined) })}
        allowDeselect={false}
      />
      <div className={styles.kinds}>
        <SegmentedControl
          aria-label="How it is drawn"
          size="sm"
          transitionDuration={0}
          data={KIND_OPTIONS}
          // What is compared lies over each other, as lines do.
          disabled={compare !== undefined}
          value={compare === undefined ? (search.chart ?? 'lines') : 'lines'}
          onChange={(next) => change({ chart: next === 'lines' ? undefined : (next as ChartKind) })}
        />
      </div>
      <Button
        className={styles.share}
        variant="default"
        leftSection={<Icon name="link" />}
        onClick={() => setIsSharing(true)}
      >
        Share
      </Button>
      <Suspense>
        {isSharing && <ShareDialog asked={asked} shown={shown} stepMs={stepMs} onClose={() => setIsSharing(false)} />}
      </Suspense>
    </div>
  );
}
