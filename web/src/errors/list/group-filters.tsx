import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { DraftInput } from '../../filters/draft-input.js';
import type { ErrorGroup } from '../group/group.js';
import { type GroupSearch, type GroupSort, SEVERITIES, SORTS } from './group-search.js';

interface GroupFiltersProps {
  search: GroupSearch;
  /** What is listed: its services and types can be chosen. */
  groups: readonly ErrorGroup[];
  onChange: (next: Partial<GroupSearch>) => void;
}

const SORT_WORDS: Record<GroupSort, string> = {
  last_seen: 'Last seen',
  first_seen: 'First seen',
  events: 'Most events',
  users: 'Most users',
};

/** The fields that narrow the list of groups down, and its order. */
export function GroupFilters({ search, groups, onChange }: GroupFiltersProps) {
  const isRareUsed = [search.error_type, search.release, search.assignee].some((value) => value !== undefined);
  const [isRareOpen, setIsRareOpen] = useState(isRareUsed);
  const namesOf = (chosen: string | undefined, values: readonly string[]) =>
    [...new Set([...values, ...(chosen === undefined ? [] : [chosen])])].toSorted((a, b) => a.localeCompare(b));
  return (
    <>
      <DraftInput
        wrapperProps={{ 'data-wide': true }}
        label="Search"
        placeholder="In type, message and place"
        value={search.q}
        onCommit={(q) => onChange({ q })}
      />
      <Select
        label="Service"
        placeholder="All"
        clearable
        searchable
        data={namesOf(
          search.service,
          groups.map(({ service }) => service),
        )}
        value={search.service ?? null}
        onChange={(service) => onChange({ service: service ?? undefined })}
      />
      <Select
        label="Severity"
        placeholder="All"
        clearable
        data={SEVERITIES}
        value={search.severity ?? null}
        onChange={(severity) => onChange({ severity: severity ?? undefined })}
      />
      <Select
        label="Order"
        allowDeselect={false}
        data={SORTS.map((value) => ({ value, label: SORT_WORDS[value] }))}
        value={search.sort ?? 'last_seen'}
        onChange={(sort) => onChange({ sort: sort === null || sort === 'last_seen' ? undefined : sort })}
      />
      {isRareOpen || isRareUsed ? (
        <>
          <Select
            label="Type"
            placeholder="All"
            clearable
            searchable
            data={namesOf(
              search.error_type,
              groups.map(({ error_type }) => error_type).filter((type) => type !== ''),
            )}
            value={search.error_type ?? null}
            onChange={(type) => onChange({ error_type: type ?? undefined })}
          />
          <DraftInput
            label="Release"
            placeholder="2.4.1"
            value={search.release}
            onCommit={(release) => onChange({ release })}
          />
          <DraftInput
            label="Assignee"
            placeholder="ada@oneclass.example"
            value={search.assignee}
            onCommit={(assignee) => onChange({ assignee })}
          />
        </>
      ) : (
        <Button variant="subtle" color="gray" onClick={() => setIsRareOpen(true)}>
          More filters
        </Button>
      )}
    </>
  );
}
