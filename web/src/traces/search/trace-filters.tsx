import { Button, Pill, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useGet } from '../../api/use-get.js';
import { DraftInput } from '../../filters/draft-input.js';
import { FilterBar } from '../../filters/filter-bar.js';
import { parseDuration, writeDuration } from './parse-duration.js';
import styles from './trace-filters.module.css';
import { type TraceSearch, withAttribute } from './trace-search.js';

interface TraceFiltersProps {
  search: TraceSearch;
  onChange: (more: TraceSearch) => void;
  /** Operations that traces begin with. */
  operations: readonly string[];
}

/** What narrows down the traces. */
export function TraceFilters({ search, onChange, operations }: TraceFiltersProps) {
  const services = useGet('/traces/services', { range: true, topics: ['traces'] });
  const { service, operation, status, attribute = [] } = search;
  const isNarrowed = Object.entries(search).some(([name, value]) => !KEPT.has(name) && value !== undefined);
  return (
    <div className={styles.filters}>
      <FilterBar>
        <Select
          label="Service"
          size="sm"
          placeholder="Any"
          searchable
          clearable
          limit={200}
          data={among(services.data?.items.map((item) => item.service) ?? [], service)}
          value={service ?? null}
          onChange={(value) => onChange({ service: value ?? undefined, operation: undefined })}
        />
        <Select
          label="First operation"
          size="sm"
          placeholder="Any"
          searchable
          clearable
          limit={200}
          data={among(operations, operation)}
          value={operation ?? null}
          onChange={(value) => onChange({ operation: value ?? undefined })}
          data-wide
        />
        <Select
          label="Result"
          size="sm"
          placeholder="Any"
          clearable
          data={[
            { value: 'error', label: 'Something failed' },
            { value: 'ok', label: 'Nothing failed' },
          ]}
          value={status ?? null}
          onChange={(value) => onChange({ status: (value as TraceSearch['status']) ?? undefined })}
        />
        <DurationInput
          label="Took at least"
          value={search.min_duration_ms}
          onCommit={(min_duration_ms) => onChange({ min_duration_ms })}
        />
        <DurationInput
          label="Took at most"
          value={search.max_duration_ms}
          onCommit={(max_duration_ms) => onChange({ max_duration_ms })}
        />
        <AttributeInput onAdd={(text) => onChange(withAttribute(search, text))} />
        {isNarrowed && (
          <Button variant="default" size="sm" onClick={() => onChange(NOTHING)}>
            Clear
          </Button>
        )}
      </FilterBar>
      {attribute.length > 0 && (
        <Pill.Group aria-label="Attributes">
          {attribute.map((text) => (
            <Pill
              key={text}
              withRemoveButton
              removeButtonProps={{ 'aria-label': `Remove ${text}`, 'aria-hidden': false, tabIndex: 0 }}
              onRemove={() => onChange({ attribute: attribute.filter((other) => other !== text) })}
            >
              {text.replace(':', ' = ')}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </div>
  );
}

/** What is no filter. */
const KEPT = new Set(['tab', 'sort', 'with', 'range', 'from', 'to']);
const NOTHING: TraceSearch = {
  service: undefined,
  operation: undefined,
  status: undefined,
  min_duration_ms: undefined,
  max_duration_ms: undefined,
  attribute: undefined,
};

/** The choices, with the chosen one among them even when it is not known (any more). */
function among(known: readonly string[], chosen: string | undefined): string[] {
  const all = new Set([...known, ...(chosen === undefined ? [] : [chosen])].filter((text) => text !== ''));
  return [...all].sort((left, right) => left.localeCompare(right, 'en'));
}

interface DurationInputProps {
  label: string;
  value: string | undefined;
  onCommit: (value: string | undefined) => void;
}

function DurationInput({ label, value, onCommit }: DurationInputProps) {
  const [isWrong, setIsWrong] = useState(false);
  return (
    <DraftInput
      label={label}
      placeholder="250 ms, 1.5 s"
      value={value === undefined ? undefined : writeDuration(Number(value))}
      error={isWrong ? 'such as 250 ms' : undefined}
      onCommit={(text) => {
        const milliseconds = text === undefined ? undefined : parseDuration(text);
        setIsWrong(text !== undefined && milliseconds === undefined);
        if (text === undefined || milliseconds !== undefined) onCommit(milliseconds?.toString());
      }}
    />
  );
}

/** Takes `name=value` or `name:value`, with Enter. */
function AttributeInput({ onAdd }: { onAdd: (attribute: string) => void }) {
  const [text, setText] = useState('');
  const [, name, value] = /^([^=:]+)[=:](.*)$/.exec(text.trim()) ?? [];
  return (
    <form
      data-wide
      className={styles.attribute}
      onSubmit={(event) => {
        event.preventDefault();
        if (name === undefined || value === undefined) return;
        onAdd(`${name.trim()}:${value.trim()}`);
        setText('');
      }}
    >
      <TextInput
        label="Attribute of a span"
        size="sm"
        placeholder="school=school-12"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button type="submit" variant="default" size="sm" disabled={name === undefined}>
        Add
      </Button>
    </form>
  );
}
