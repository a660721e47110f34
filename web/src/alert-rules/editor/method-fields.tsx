import { Checkbox, Select } from '@mantine/core';
import type { Figure, MethodDraft } from './draft.js';
import { DurationInput } from './duration-input.js';
import styles from './editor.module.css';
import { type Faults, faultAt } from './faults.js';
import { FigureInput } from './figure-input.js';

interface MethodFieldsProps {
  method: MethodDraft;
  faults: Faults;
  onChange: (method: MethodDraft) => void;
}

const EVENTS = [
  { value: 'new', label: 'New: the first error of its group' },
  { value: 'regressed', label: 'Returning: one after the group was resolved, or that ended its being ignored' },
  { value: 'spike', label: 'Spike: far more errors than is usual for the group' },
];

/** The terms that belong to one kind of rule alone. */
export function MethodFields({ method, faults, onChange }: MethodFieldsProps) {
  const set = (changes: Readonly<Record<string, unknown>>) => onChange({ ...method, ...changes });
  const figure = (name: string) => (method[name] ?? '') as Figure;
  const duration = (name: string, label: string, description: string) => (
    <DurationInput
      label={label}
      description={description}
      value={figure(name)}
      onChange={(seconds) => set({ [name]: seconds })}
      error={faultAt(faults, `method.${name}`)}
    />
  );
  if (method.type === 'error_groups') {
    const events = (method.events ?? []) as string[];
    return (
      <Checkbox.Group
        label="What happens to a group of errors"
        value={events}
        onChange={(next) => set({ events: next })}
        error={faultAt(faults, 'method.events')}
      >
        <div className={styles.section}>
          {EVENTS.map((event) => (
            <Checkbox key={event.value} {...event} size="sm" />
          ))}
        </div>
      </Checkbox.Group>
    );
  }
  return (
    <div className={styles.row}>
      {method.type === 'change' && (
        <>
          {duration('offset', 'Against', 'So long before: a day or a week compares like with like')}
          <Select
            label="Compared as"
            data={[
              { value: 'percent', label: 'change in percent' },
              { value: 'difference', label: 'difference' },
            ]}
            value={(method.as ?? 'percent') as string}
            onChange={(as) => set({ as })}
            allowDeselect={false}
            error={faultAt(faults, 'method.as')}
          />
        </>
      )}
      {method.type === 'forecast' && (
        <>
          {duration('history', 'Trend of', '10 to 1000 windows of the past')}
          {duration('horizon', 'Ahead', 'Where the trend will be after so long is compared')}
        </>
      )}
      {method.type === 'burn_rate' && (
        <>
          <FigureInput
            label="Objective, %"
            description="The share of good ones that is aimed at"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={figure('objective')}
            onChange={(objective) => set({ objective })}
            error={faultAt(faults, 'method.objective')}
          />
          {duration('long_window', 'Long window', 'That it matters')}
          {duration('short_window', 'Short window', 'That it still goes on')}
        </>
      )}
      {method.type === 'anomaly' && (
        <>
          <FigureInput
            label="Learned from, days"
            description="3 to 28; from 14 on, weekdays are told apart"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={figure('training_days')}
            onChange={(training_days) => set({ training_days })}
            error={faultAt(faults, 'method.training_days')}
          />
          <Select
            label="Unusual means"
            data={[
              { value: 'both', label: 'too high or too low' },
              { value: 'above', label: 'too high' },
              { value: 'below', label: 'too low' },
            ]}
            value={(method.direction ?? 'both') as string}
            onChange={(direction) => set({ direction })}
            allowDeselect={false}
            error={faultAt(faults, 'method.direction')}
          />
        </>
      )}
    </div>
  );
}
