import { Autocomplete, Button, Select, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useGet } from '../../api/use-get.js';
import styles from './tag-filters.module.css';
import { COMPARISONS, type Comparison, type TagTerm } from './tag-terms.js';

const PAUSE_MS = 200;
const SUGGESTED = 200;

const WORDS: Readonly<Record<Comparison, string>> = {
  is: 'is',
  'is-not': 'is not',
  'one-of': 'is one of',
  'none-of': 'is none of',
  matches: 'matches a pattern',
  'matches-not': 'does not match a pattern',
};

interface TagTermFormProps {
  term: TagTerm | undefined;
  metric: string | undefined;
  tagNames: readonly string[];
  onDone: (term: TagTerm) => void;
  onCancel: () => void;
}

/** One condition on a tag, with the values that series have of it. */
export function TagTermForm({ term, metric, tagNames, onDone, onCancel }: TagTermFormProps) {
  const [tag, setTag] = useState(term?.tag ?? tagNames[0] ?? '');
  const [comparison, setComparison] = useState<Comparison>(term?.comparison ?? 'is');
  const [values, setValues] = useState<readonly string[]>(term?.values ?? []);
  const [typed, setTyped] = useState('');
  const isList = comparison === 'one-of' || comparison === 'none-of';
  const isPattern = comparison === 'matches' || comparison === 'matches-not';
  const [search] = useDebouncedValue(isList ? typed : (values[0] ?? ''), PAUSE_MS);
  const found = useGet('/metrics/tags/{name}/values', {
    path: { name: tag },
    query: { metric_name: metric, search: search || undefined, limit: SUGGESTED },
    enabled: tag !== '' && !isPattern,
  });
  const suggestions = (found.data?.items ?? []).filter((value) => value !== '');
  const one = { label: 'Value', size: 'sm', 'data-wide': true, 'data-autofocus': true } as const;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const all = isList && typed.trim() !== '' ? [...values, typed.trim()] : values;
    if (tag === '') return;
    onDone({ tag, comparison, values: isList ? all : [all[0] ?? ''] });
  }

  return (
    <form className={styles.form} onSubmit={onSubmit} aria-label="Filter by tag">
      <Select
        label="Tag"
        size="sm"
        searchable
        data={[...new Set([...tagNames, 'source', ...(tag === '' ? [] : [tag])])]}
        value={tag}
        onChange={(next) => {
          setTag(next ?? '');
          if (next !== tag) setValues([]);
        }}
        allowDeselect={false}
      />
      <Select
        label="Comparison"
        size="sm"
        data={COMPARISONS.map((value) => ({ value, label: WORDS[value] }))}
        value={comparison}
        onChange={(next) => setComparison((next ?? 'is') as Comparison)}
        allowDeselect={false}
      />
      {isList ? (
        <TagsInput
          {...one}
          label="Values"
          data={suggestions}
          value={[...values]}
          onChange={setValues}
          searchValue={typed}
          onSearchChange={setTyped}
          splitChars={[]}
          // What is typed counts when it is applied; a field that grew at that very click would move the button away.
          acceptValueOnBlur={false}
          maxDropdownHeight={280}
        />
      ) : isPattern ? (
        <TextInput
          {...one}
          label="Pattern of the whole value"
          placeholder="5.."
          value={values[0] ?? ''}
          onChange={({ currentTarget }) => setValues([currentTarget.value])}
        />
      ) : (
        <Autocomplete
          {...one}
          placeholder="Empty: a series without this tag"
          data={suggestions}
          value={values[0] ?? ''}
          onChange={(value) => setValues([value])}
          filter={({ options }) => options}
          maxDropdownHeight={280}
        />
      )}
      <Button type="submit" size="sm" disabled={tag === '' || (isList && values.length === 0 && typed.trim() === '')}>
        Apply
      </Button>
      <Button variant="default" size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
