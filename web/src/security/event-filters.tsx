import { Button, MultiSelect, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { SEVERITIES } from '../api/alert.js';
import { useGet } from '../api/use-get.js';
import { oneOf } from '../app/search-params.js';
import { DraftInput } from '../filters/draft-input.js';
import { FilterBar } from '../filters/filter-bar.js';
import { Icon } from '../state/icon.js';
import { type EventFilter, isFiltered, NO_FILTER, queryOf } from './event-search.js';
import { isAddress } from './network.js';
import { SEVERITY_WORDS, wordsOfType } from './words.js';

const FROM_SEVERITY = SEVERITIES.map((value) => ({
  value,
  label: value === 'critical' ? SEVERITY_WORDS[value] : `${SEVERITY_WORDS[value]} or worse`,
}));
/** Two stand side by side on a phone, and the usual ones in one row on a desk. */
const NARROW = { flex: '1 1 150px' };
const FALSE_POSITIVES = [
  { value: 'false', label: 'Left out' },
  { value: 'true', label: 'Only these' },
];
const TEXTS = [
  { name: 'user_id', label: 'User' },
  { name: 'endpoint', label: 'Endpoint' },
  { name: 'user_agent', label: 'User agent' },
  { name: 'request_id', label: 'Request id' },
  { name: 'trace_id', label: 'Trace id' },
] as const;

/** Narrows down events and offenders; all of it is in the page's address. */
export function EventFilters({ search }: { search: EventFilter }) {
  const navigate = useNavigate();
  const [hasAll, setHasAll] = useState(false);
  const known = useKnownValues(search);
  const change = (changes: Partial<EventFilter>): void =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, ...changes }), replace: true } as never);
  const texts = TEXTS.filter(({ name }) => hasAll || name === 'user_id' || search[name] !== undefined);
  return (
    <FilterBar>
      <MultiSelect
        label="Type"
        style={NARROW}
        placeholder={search.event_type === undefined ? 'any' : undefined}
        data={known.types}
        value={[...(search.event_type ?? [])]}
        onChange={(event_type) => change({ event_type: event_type.length > 0 ? event_type : undefined })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any type' }}
      />
      <Select
        label="Severity"
        style={NARROW}
        placeholder="any"
        data={FROM_SEVERITY}
        value={search.min_severity ?? null}
        onChange={(next) => change({ min_severity: next ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'Any severity' }}
      />
      <AddressInput value={search.ip_address} onCommit={(ip_address) => change({ ip_address })} />
      <Select
        label="Service"
        style={NARROW}
        placeholder="any"
        data={known.services}
        value={search.service ?? null}
        onChange={(service) => change({ service: service ?? undefined })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any service' }}
      />
      {texts.map(({ name, label }) => (
        <DraftInput
          key={name}
          label={label}
          style={NARROW}
          placeholder="any"
          value={search[name]}
          onCommit={(value) => change({ [name]: value })}
        />
      ))}
      {(hasAll || search.false_positive !== undefined) && (
        <Select
          label="False positives"
          style={NARROW}
          placeholder="as they come"
          data={FALSE_POSITIVES}
          value={search.false_positive ?? null}
          onChange={(next) => change({ false_positive: oneOf(['true', 'false'], next) })}
          clearable
          clearButtonProps={{ 'aria-label': 'As they come' }}
        />
      )}
      {!hasAll && (
        <Button variant="subtle" color="gray" leftSection={<Icon name="filter" />} onClick={() => setHasAll(true)}>
          More filters
        </Button>
      )}
      {isFiltered(search) && (
        <Button variant="default" onClick={() => change(NO_FILTER)}>
          Clear filters
        </Button>
      )}
    </FilterBar>
  );
}

/** Types and services that there are events of in this time, and those that are chosen. */
function useKnownValues({ event_type, service }: EventFilter) {
  const { data } = useGet('/security/statistics', { query: queryOf({}), range: true, topics: ['security'] });
  const types = new Set([...(data?.by_event_type ?? []).map((entry) => entry.event_type), ...(event_type ?? [])]);
  const services = new Set((data?.by_service ?? []).map((entry) => entry.service));
  if (service !== undefined) services.add(service);
  return {
    types: [...types].map((value) => ({ value, label: wordsOfType(value) })),
    services: [...services],
  };
}

interface AddressInputProps {
  value: string | undefined;
  onCommit: (value: string | undefined) => void;
}

/** The service takes whole addresses only, so half a one waits here. */
function AddressInput({ value, onCommit }: AddressInputProps) {
  const [isPartial, setIsPartial] = useState(false);
  return (
    <DraftInput
      label="Address"
      style={NARROW}
      placeholder="any"
      value={value}
      error={isPartial ? 'Not a whole address' : undefined}
      onCommit={(next) => {
        setIsPartial(next !== undefined && !isAddress(next));
        if (next === undefined || isAddress(next)) onCommit(next);
      }}
    />
  );
}
