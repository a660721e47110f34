import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Icon } from '../../state/icon.js';
import type { Pair } from './draft.js';
import styles from './editor.module.css';

interface PairsFieldProps {
  /** What the pairs are, in the plural: "Labels". */
  title: string;
  /** One of them: "label". */
  noun: string;
  description: string;
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
  error?: string;
}

/** Names with texts, as many as wanted. */
export function PairsField({ title, noun, description, pairs, onChange, error }: PairsFieldProps) {
  const replace = (index: number, pair: Pair) => onChange(pairs.map((one, at) => (at === index ? pair : one)));
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      <p className={styles.hint}>{description}</p>
      {pairs.map(([name, text], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} className={styles.pair}>
          <TextInput
            aria-label={`Name of ${noun} ${index + 1}`}
            placeholder="name"
            value={name}
            onChange={({ currentTarget }) => replace(index, [currentTarget.value, text])}
          />
          <TextInput
            aria-label={`Text of ${noun} ${index + 1}`}
            placeholder="text"
            value={text}
            onChange={({ currentTarget }) => replace(index, [name, currentTarget.value])}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Remove ${noun} ${index + 1}`}
            onClick={() => onChange(pairs.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </ActionIcon>
        </div>
      ))}
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => onChange([...pairs, ['', '']])}
      >
        Add a {noun}
      </Button>
    </fieldset>
  );
}
