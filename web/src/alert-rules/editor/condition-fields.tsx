import { SegmentedControl, Select } from '@mantine/core';
import type { Rule } from '../rule.js';
import { CONDITIONS } from '../rule-in-words.js';
import { DurationInput } from './duration-input.js';
import styles from './editor.module.css';
import type { FieldsProps } from './editor-parts.js';
import { faultAt } from './faults.js';
import { FigureInput } from './figure-input.js';

const SEVERITIES: { value: Rule['severity']; label: string }[] = [
  { value: 'info', label: 'Info' },
  { value: 'warning', label: 'Warning' },
  { value: 'error', label: 'Error' },
  { value: 'critical', label: 'Critical' },
];

/** When it fires: the comparison, for how long, and how bad that is. */
export function ConditionFields({ draft, set, faults, unit }: FieldsProps & { unit: string }) {
  return (
    <>
      <div className={styles.row}>
        <Select
          label="Fires while the value"
          data={CONDITIONS.map(({ value, label }) => ({ value, label }))}
          value={draft.condition}
          onChange={(condition) => condition !== null && set({ condition })}
          allowDeselect={false}
          error={faultAt(faults, 'condition')}
        />
        <FigureInput
          label="Threshold"
          value={draft.threshold}
          onChange={(threshold) => set({ threshold })}
          rightSection={unit === '' ? undefined : <span className={styles.hint}>{unit}</span>}
          rightSectionWidth={unit === '' ? undefined : Math.min(90, 24 + unit.length * 8)}
          error={faultAt(faults, 'threshold')}
          required
        />
        <DurationInput
          label="For"
          description="How long without a break; 0 fires at once"
          value={draft.duration}
          onChange={(duration) => set({ duration })}
          error={faultAt(faults, 'duration')}
        />
      </div>
      <div className={styles.group}>
        <span id="severity" className={styles.hint}>
          Severity
        </span>
        <SegmentedControl
          aria-labelledby="severity"
          data={SEVERITIES}
          value={draft.severity}
          onChange={(severity) => set({ severity })}
        />
      </div>
    </>
  );
}
