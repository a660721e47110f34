import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { SEVERITIES } from '../../api/alert.js';
import { DraftInput } from '../../filters/draft-input.js';
import { FilterBar } from '../../filters/filter-bar.js';
import type { Alert } from '../alert.js';
import type { AlertSearch } from '../routes.js';
import styles from './alert-filters.module.css';
import type { Grouping } from './grouping.js';

const GROUPINGS = [
  { value: 'none', label: 'Urgency' },
  { value: 'rule', label: 'Rule' },
  { value: 'service', label: 'Service' },
];

interface AlertFiltersProps {
  search: AlertSearch;
  onChange: (search: Partial<AlertSearch>) => void;
  /** All open alerts: their services are offered. */
  alerts: readonly Alert[];
}

/** What of the open alerts is shown, and under which headings. */
export function AlertFilters({ search, onChange, alerts }: AlertFiltersProps) {
  const services = [...new Set(alerts.flatMap(({ tags }) => tags.service ?? []))].sort();
  return (
    <FilterBar>
      <DraftInput label="Search" placeholder="Name, tag or label" value={search.q} onCommit={(q) => onChange({ q })} />
      <MultiSelect
        label="Severity"
        placeholder={search.severity === undefined ? 'All' : undefined}
        data={SEVERITIES}
        value={search.severity ?? []}
        onChange={(severity) => onChange({ severity: severity.length > 0 ? severity : undefined })}
      />
      <Select
        label="Service"
        placeholder="All"
        searchable
        clearable
        data={services}
        value={search.service ?? null}
        onChange={(service) => onChange({ service: service ?? undefined })}
      />
      <div className={styles.grouping}>
        <span id="alert-grouping">Group by</span>
        <SegmentedControl
          aria-labelledby="alert-grouping"
          size="sm"
          data={GROUPINGS}
          value={search.by ?? 'none'}
          onChange={(by) => onChange({ by: by === 'none' ? undefined : (by as Grouping) })}
        />
      </div>
    </FilterBar>
  );
}
