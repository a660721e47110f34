import { Select } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { SEVERITIES } from '../api/alert.js';
import { DraftInput } from '../filters/draft-input.js';
import { FilterBar } from '../filters/filter-bar.js';
import { Icon } from '../state/icon.js';
import { KIND_WORDS, KINDS } from './kinds.js';
import type { RulesSearch } from './routes.js';
import { RULE_STATES, STATE_WORDS } from './rule-state.js';

const route = getRouteApi('/alerts/rules');
const STATES = RULE_STATES.map((value) => ({ value, label: STATE_WORDS[value] }));
const KIND_OPTIONS = KINDS.map((value) => ({ value, label: KIND_WORDS[value].label }));

/** What narrows down the list of rules. `channels` are those that rules name. */
export function RuleFilters({ channels }: { channels: readonly string[] }) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const set = (changes: Partial<Record<keyof RulesSearch, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...changes }), replace: true } as never);
  const select = (
    name: keyof RulesSearch,
    label: string,
    data: readonly (string | { value: string; label: string })[],
  ) => (
    <Select
      size="sm"
      label={label}
      placeholder="any"
      data={data}
      value={search[name] ?? null}
      onChange={(value) => set({ [name]: value ?? undefined })}
      clearable
    />
  );
  return (
    <FilterBar>
      <div data-wide="true">
        <DraftInput
          label="Search"
          placeholder="Name, metric, channel"
          leftSection={<Icon name="search" />}
          value={search.q}
          onCommit={(q) => set({ q })}
        />
      </div>
      {select('state', 'Now', STATES)}
      {select('kind', 'Kind', KIND_OPTIONS)}
      {select('severity', 'Severity', SEVERITIES)}
      {select('channel', 'Tells', channels)}
    </FilterBar>
  );
}
