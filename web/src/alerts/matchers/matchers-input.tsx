import { ActionIcon, Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { ApiFailure } from '../../api/failure.js';
import { Icon } from '../../state/icon.js';
import type { Alert, Matcher } from '../alert.js';
import { faultAt } from '../form/faults.js';
import { FieldGroup } from '../form/form.js';
import { matchableTags } from './match-alert.js';
import { OPERATORS, parseMatchers } from './matcher-text.js';
import styles from './matchers-input.module.css';

interface MatchersInputProps {
  legend: string;
  help?: string;
  value: readonly Matcher[];
  onChange: (matchers: Matcher[]) => void;
  /** Whose tags and values are offered. */
  alerts: readonly Alert[];
  failure?: ApiFailure;
  /** Where it stands in the request, for the faults. */
  path: string;
}

/** Conditions on an alert, one a row; a whole line of them may be pasted into a tag's field: `service=billing, name=~"High.*"`. */
export function MatchersInput({ legend, help, value, onChange, alerts, failure, path }: MatchersInputProps) {
  const known = useMemo(() => knownTags(alerts), [alerts]);
  const change = (at: number, part: Partial<Matcher>) =>
    onChange(value.map((matcher, index) => (index === at ? { ...matcher, ...part } : matcher)));

  function changeTag(at: number, text: string): void {
    const pasted = /[=~]/.test(text) ? parseMatchers(text) : undefined;
    if (pasted === undefined || pasted.length === 0) change(at, { tag: text });
    else onChange(value.flatMap((matcher, index) => (index === at ? pasted : [matcher])));
  }

  return (
    <FieldGroup legend={legend} help={help}>
      {value.map((matcher, at) => (
        // The rows have nothing that tells them apart but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <div key={at} className={styles.row}>
          <Autocomplete
            label="Tag or label"
            data={[...known.keys()]}
            value={matcher.tag}
            error={faultAt(failure, `${path}[${at}].tag`)}
            onChange={(tag) => changeTag(at, tag)}
          />
          <Select
            label="Comparison"
            data={OPERATORS}
            allowDeselect={false}
            value={matcher.operator}
            error={faultAt(failure, `${path}[${at}].operator`)}
            onChange={(operator) => change(at, { operator: operator as Matcher['operator'] })}
          />
          {matcher.operator.endsWith('~') ? (
            <TextInput
              label="Pattern"
              value={matcher.value}
              error={faultAt(failure, `${path}[${at}].value`)}
              onChange={({ currentTarget }) => change(at, { value: currentTarget.value })}
            />
          ) : (
            <Autocomplete
              label="Value"
              data={[...(known.get(matcher.tag) ?? [])]}
              value={matcher.value}
              error={faultAt(failure, `${path}[${at}].value`)}
              onChange={(text) => change(at, { value: text })}
            />
          )}
          <ActionIcon
            variant="default"
            size={36}
            aria-label={`Take away condition ${at + 1}`}
            disabled={value.length === 1}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          >
            <Icon name="close" />
          </ActionIcon>
        </div>
      ))}
      {faultAt(failure, path) !== undefined && (
        <p className={styles.fault} role="alert">
          {faultAt(failure, path)}
        </p>
      )}
      <Button
        variant="default"
        size="compact-sm"
        className={styles.add}
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => onChange([...value, { tag: '', operator: '=', value: '' }])}
      >
        Another condition
      </Button>
    </FieldGroup>
  );
}

/** The tags that alerts have, with the values that occur. */
function knownTags(alerts: readonly Alert[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const alert of alerts) {
    for (const [tag, value] of matchableTags(alert)) known.set(tag, (known.get(tag) ?? new Set()).add(value));
  }
  return known;
}
