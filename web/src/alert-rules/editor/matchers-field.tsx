import { ActionIcon, Autocomplete, Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useGet } from '../../api/use-get.js';
import { Icon } from '../../state/icon.js';
import type { Matcher } from '../rule.js';
import styles from './editor.module.css';

const OPERATORS: { value: Matcher['operator']; label: string }[] = [
  { value: '=', label: 'is (=)' },
  { value: '!=', label: 'is not (!=)' },
  { value: '=~', label: 'matches (=~)' },
  { value: '!~', label: 'does not match (!~)' },
];

interface MatchersFieldProps {
  title: string;
  metricName: string;
  /** Suggested; others can be typed. */
  tagNames: readonly string[];
  matchers: readonly Matcher[];
  onChange: (matchers: readonly Matcher[]) => void;
  error?: string;
}

/** Conditions on tags that a series must meet, all of them. */
export function MatchersField({ title, metricName, tagNames, matchers, onChange, error }: MatchersFieldProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {matchers.map((matcher, index) => (
        <MatcherRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={index}
          name={`${title}, condition ${index + 1}`}
          metricName={metricName}
          tagNames={tagNames}
          matcher={matcher}
          onChange={(next) => onChange(matchers.map((one, at) => (at === index ? next : one)))}
          onRemove={() => onChange(matchers.filter((_, at) => at !== index))}
        />
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
        onClick={() => onChange([...matchers, { tag: '', operator: '=', value: '' }])}
      >
        {matchers.length === 0 ? 'Only some series' : 'And'}
      </Button>
    </fieldset>
  );
}

interface MatcherRowProps {
  name: string;
  metricName: string;
  tagNames: readonly string[];
  matcher: Matcher;
  onChange: (matcher: Matcher) => void;
  onRemove: () => void;
}

function MatcherRow({ name, metricName, tagNames, matcher, onChange, onRemove }: MatcherRowProps) {
  const [tag] = useDebouncedValue(matcher.tag, 300);
  const values = useGet('/metrics/tags/{name}/values', {
    path: { name: tag },
    query: { metric_name: metricName || undefined, limit: 200 },
    enabled: tag !== '' && tagNames.includes(tag),
  });
  const suggested = tag === matcher.tag ? (values.data?.items ?? []) : [];
  return (
    <div className={styles.matcher}>
      <Autocomplete
        aria-label={`${name}: tag`}
        placeholder="tag"
        data={[...new Set(tagNames)]}
        value={matcher.tag}
        onChange={(next) => onChange({ ...matcher, tag: next })}
      />
      <Select
        aria-label={`${name}: comparison`}
        data={OPERATORS}
        value={matcher.operator}
        onChange={(next) => next !== null && onChange({ ...matcher, operator: next })}
        allowDeselect={false}
      />
      <Autocomplete
        aria-label={`${name}: value`}
        placeholder={matcher.operator.endsWith('~') ? 'pattern, such as 5..' : 'value'}
        data={[...new Set(suggested)]}
        limit={100}
        value={matcher.value}
        onChange={(next) => onChange({ ...matcher, value: next })}
      />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Remove ${name}`} onClick={onRemove}>
        <Icon name="close" />
      </ActionIcon>
    </div>
  );
}
