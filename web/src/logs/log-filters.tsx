import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useGet } from '../api/use-get.js';
import { DraftInput } from '../filters/draft-input.js';
import { FilterBar } from '../filters/filter-bar.js';
import { Icon } from '../state/icon.js';
import styles from './log-filters.module.css';
import { LEVELS, type LogLevel } from './log-level.js';
import { isFiltered, type LogFilter, type LogSearch, NO_FILTER, withAttribute, without } from './log-search.js';
import { useLogSearch } from './use-log-search.js';

const LEVEL_CHOICES = LEVELS.map((level) => ({ value: level, label: level === 'fatal' ? level : `${level} or worse` }));
const IDS = ['trace_id', 'span_id', 'request_id'] as const;

/** What narrows down the log: words, service and level, and what was chosen by clicking on values. */
export function LogFilters() {
  const { search, change } = useLogSearch();
  return (
    <div className={styles.filters}>
      <FilterBar>
        <div data-wide="true">
          <DraftInput
            label="Search messages"
            placeholder="Words as they are written, from the start of a word"
            value={search.search}
            maxLength={256}
            onCommit={(text) => change({ search: text })}
          />
        </div>
        <ServiceField value={search.service} onChange={(service) => change({ service })} />
        <Select
          size="sm"
          label="Level"
          placeholder="Any"
          data={LEVEL_CHOICES}
          value={search.level ?? null}
          clearable
          onChange={(level) => change({ level: (level ?? undefined) as LogLevel | undefined })}
        />
        <AttributeField onAdd={(text) => change(withAttribute(search, 'attribute', text))} />
      </FilterBar>
      <Chips search={search} change={change} />
    </div>
  );
}

/** Asks for an attribute, typed as `name=value` or as the API has it, `name:value`. */
function AttributeField({ onAdd }: { onAdd: (text: string) => void }) {
  const [draft, setDraft] = useState('');
  const [, name, value] = /^\s*([^:=]+?)\s*[:=]\s*(\S.*?)\s*$/.exec(draft) ?? [];
  return (
    <TextInput
      size="sm"
      label="Add attribute"
      placeholder="name=value"
      title="Enter adds it"
      maxLength={1000}
      value={draft}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onKeyDown={({ key }) => {
        if (key !== 'Enter' || name === undefined) return;
        onAdd(`${name}:${value}`);
        setDraft('');
      }}
    />
  );
}

/** Services come from the traces of this time, but any name can be typed: a service may write lines alone. */
function ServiceField({ value, onChange }: { value: string | undefined; onChange: (value?: string) => void }) {
  const { data } = useGet('/traces/services', { range: true });
  const [draft, setDraft] = useState(value ?? '');
  useEffect(() => setDraft(value ?? ''), [value]);
  const commit = (text: string) => onChange(text.trim() === '' ? undefined : text.trim());
  return (
    <Autocomplete
      size="sm"
      label="Service"
      placeholder="Any"
      data={[...new Set(data?.items.map(({ service }) => service) ?? [])]}
      value={draft}
      maxLength={128}
      clearable
      onChange={setDraft}
      onClear={() => commit('')}
      onOptionSubmit={commit}
      onBlur={() => commit(draft)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit(draft);
      }}
    />
  );
}

/** What was chosen by clicking, each to be taken away again. */
function Chips({ search, change }: { search: LogSearch; change: (patch: Partial<LogSearch>) => void }) {
  const ids = IDS.flatMap((name) => (search[name] === undefined ? [] : [{ name, value: search[name] }]));
  if (!isFiltered(search)) return null;
  return (
    <div className={styles.chips}>
      {ids.map(({ name, value }) => (
        <Chip key={name} text={`${name} = ${value}`} onRemove={() => change({ [name]: undefined } as LogFilter)} />
      ))}
      {search.attribute?.map((item) => (
        <Chip
          key={item}
          text={item.replace(':', ' = ')}
          onRemove={() => change({ attribute: without(search.attribute, item) })}
        />
      ))}
      {search.exclude?.map((item) => (
        <Chip
          key={item}
          isExcluding
          text={item.replace(':', ' ≠ ')}
          onRemove={() => change({ exclude: without(search.exclude, item) })}
        />
      ))}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => change(NO_FILTER)}>
        Clear all filters
      </Button>
    </div>
  );
}

function Chip({ text, isExcluding = false, onRemove }: { text: string; isExcluding?: boolean; onRemove: () => void }) {
  return (
    <Button
      className={styles.chip}
      variant="default"
      size="compact-xs"
      data-excluding={isExcluding}
      title={text}
      aria-label={`Remove filter ${text}`}
      rightSection={<Icon name="close" size={12} />}
      onClick={onRemove}
    >
      {text}
    </Button>
  );
}
