import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DraftInput } from '../../filters/draft-input.js';
import { FilterBar } from '../../filters/filter-bar.js';
import { Icon } from '../../state/icon.js';
import { AUDIT_FILTERS, type AuditFilter, type AuditSearch, auditQueryOf } from './audit-search.js';

const NONE: AuditFilter = Object.fromEntries(AUDIT_FILTERS.map(({ name }) => [name, undefined]));

const RARE: ReadonlySet<string> = new Set(['service', 'request_id']);

/** Narrows the trail down. The service compares whole values. */
export function AuditFilters({ search }: { search: AuditSearch }) {
  const navigate = useNavigate({ from: '/security/audit' });
  const change = (changes: AuditFilter) => void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });
  const [hasAll, setHasAll] = useState(false);
  const shown = AUDIT_FILTERS.filter(({ name }) => hasAll || !RARE.has(name) || search[name] !== undefined);
  const isFiltered = Object.values(auditQueryOf({ ...search })).some((value) => value !== undefined);
  return (
    <FilterBar>
      {shown.map(({ name, label }) => (
        <DraftInput
          key={name}
          label={label}
          style={{ flex: '1 1 150px' }}
          placeholder={name === 'action' ? 'alert_rule.changed' : 'any'}
          value={search[name]}
          onCommit={(value) => change({ [name]: value })}
        />
      ))}
      {!hasAll && (
        <Button variant="subtle" color="gray" leftSection={<Icon name="filter" />} onClick={() => setHasAll(true)}>
          More filters
        </Button>
      )}
      {isFiltered && (
        <Button variant="default" onClick={() => change(NONE)}>
          Clear filters
        </Button>
      )}
    </FilterBar>
  );
}
