import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import type { Figure } from './draft.js';

interface FigureInputProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> {
  value: Figure;
  onChange: (value: Figure) => void;
}

/** A number that may be empty. What is half typed (a minus sign) stays in the field and counts as empty. */
export function FigureInput({ value, onChange, ...input }: FigureInputProps) {
  const [typed, setTyped] = useState<number | string>(value);
  const shown = figureOf(typed) === value ? typed : value;
  return (
    <NumberInput
      hideControls
      {...input}
      value={shown}
      onChange={(next) => {
        setTyped(next);
        onChange(figureOf(next));
      }}
    />
  );
}

function figureOf(typed: number | string): Figure {
  if (typeof typed === 'number') return typed;
  return typed.trim() === '' || Number.isNaN(Number(typed)) ? '' : Number(typed);
}
