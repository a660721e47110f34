import { Select, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Rule } from '../rule.js';
import { DurationInput } from './duration-input.js';
import styles from './editor.module.css';
import type { FieldsProps } from './editor-parts.js';
import { faultAt } from './faults.js';
import { FigureInput } from './figure-input.js';
import { PairsField } from './pairs-field.js';

const MISSING: { value: Rule['missing_data']; label: string }[] = [
  { value: 'keep', label: 'keep: a firing alert goes on' },
  { value: 'resolve', label: 'resolve: a firing alert ends' },
  { value: 'fire', label: 'fire: silence is the condition' },
  { value: 'zero', label: 'zero: silence counts as 0' },
];

/** Fields of this part: with a fault in one of them it opens. */
const FIELDS = ['resolve_threshold', 'keep_firing_for', 'cooldown_seconds', 'missing_data', 'labels', 'annotations'];

/** The rarer terms. */
export function MoreFields({ draft, set, faults, unit }: FieldsProps & { unit: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const hasFault = FIELDS.some((field) => faultAt(faults, field) !== undefined);
  return (
    <details
      className={styles.more}
      open={isOpen || hasFault}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>Silence, resolving, cooldown, labels</summary>
      <div className={styles.section}>
        <div className={styles.row}>
          <Select
            label="When its series fall silent"
            data={MISSING}
            value={draft.missing_data}
            onChange={(missing_data) => missing_data !== null && set({ missing_data })}
            allowDeselect={false}
            error={faultAt(faults, 'missing_data')}
          />
          <FigureInput
            label="Resolves at"
            description={`Compared with in place of the threshold while it fires${unit === '' ? '' : `, ${unit}`}`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder="the threshold"
            value={draft.resolve_threshold}
            onChange={(resolve_threshold) => set({ resolve_threshold })}
            error={faultAt(faults, 'resolve_threshold')}
          />
        </div>
        <div className={styles.row}>
          <DurationInput
            label="Keeps firing for"
            description="How long all must be well before it is resolved"
            value={draft.keep_firing_for}
            onChange={(keep_firing_for) => set({ keep_firing_for })}
            error={faultAt(faults, 'keep_firing_for')}
          />
          <DurationInput
            label="Cooldown"
            description="Shortest time between two messages that the same group fires"
            value={draft.cooldown_seconds}
            onChange={(cooldown_seconds) => set({ cooldown_seconds })}
            error={faultAt(faults, 'cooldown_seconds')}
          />
        </div>
        <PairsField
          title="Labels"
          noun="label"
          description="In every message; silences, groups and receivers can look at them."
          pairs={draft.labels}
          onChange={(labels) => set({ labels })}
          error={faultAt(faults, 'labels')}
        />
        <PairsField
          title="Annotations"
          noun="annotation"
          description="In every message, for people."
          pairs={draft.annotations}
          onChange={(annotations) => set({ annotations })}
          error={faultAt(faults, 'annotations')}
        />
        <Switch
          label="Enabled: it is evaluated"
          checked={draft.enabled}
          onChange={({ currentTarget }) => set({ enabled: currentTarget.checked })}
        />
      </div>
    </details>
  );
}
