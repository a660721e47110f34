import { Input, Select } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { Figure } from './draft.js';
import { DURATION_UNITS, type DurationUnit, secondsOf, unitFor } from './duration-units.js';
import styles from './editor.module.css';
import { FigureInput } from './figure-input.js';

interface DurationInputProps {
  label: string;
  description?: ReactNode;
  /** Seconds. */
  value: Figure;
  onChange: (seconds: Figure) => void;
  error?: string;
}

/** A length of time in a unit of the reader's choice. */
export function DurationInput({ label, description, value, onChange, error }: DurationInputProps) {
  const id = useId();
  const [own, setOwn] = useState<{ unit: DurationUnit; value: Figure }>({ unit: unitFor(value), value });
  // Set by something else, it is shown in the unit that suits it best.
  const unit = own.value === value ? own.unit : unitFor(value);
  const change = (next: Figure, nextUnit: DurationUnit) => {
    const seconds = next === '' ? '' : Number((next * secondsOf(nextUnit)).toFixed(6));
    setOwn({ unit: nextUnit, value: seconds });
    onChange(seconds);
  };
  const shown = value === '' ? '' : value / secondsOf(unit);
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={description}
      error={error}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <div className={styles.duration}>
        <FigureInput
          id={id}
          value={shown}
          onChange={(next) => change(next, unit)}
          min={0}
          error={error !== undefined}
        />
        <Select
          aria-label={`${label}: unit`}
          data={DURATION_UNITS.map(({ value: name, label: words }) => ({ value: name, label: words }))}
          value={unit}
          onChange={(next) => next !== null && change(shown, next)}
          allowDeselect={false}
        />
      </div>
    </Input.Wrapper>
  );
}
