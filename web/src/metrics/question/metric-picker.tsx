import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useGet } from '../../api/use-get.js';
import { foldHistograms, type MetricInfo } from '../catalog/metric-info.js';
import styles from './metric-picker.module.css';

const PAUSE_MS = 200;
/** More than anyone looks through; further typing narrows them. */
const LIMIT = 150;

/** Chooses a metric among those whose names contain what is typed. */
export function MetricPicker({ value, onChoose }: { value: string | undefined; onChoose: (metric: string) => void }) {
  const [text, setText] = useState(value ?? '');
  const [asked] = useDebouncedValue(text === value ? '' : text.trim(), PAUSE_MS);
  const { data, isLoading } = useGet('/metrics/names', { query: { search: asked || undefined, limit: LIMIT } });
  const infos = new Map(foldHistograms(data?.items ?? []).map((info) => [info.name, info]));
  const names = [...infos.keys()];
  return (
    <Select
      className={styles.picker}
      label="Metric"
      size="sm"
      placeholder="Choose a metric"
      searchable
      data={value === undefined || infos.has(value) ? names : [...names, value]}
      value={value ?? null}
      onChange={(metric) => metric !== null && onChoose(metric)}
      searchValue={text}
      onSearchChange={setText}
      // The service has searched already.
      filter={({ options }) => options}
      renderOption={({ option }) => <Option name={option.value} info={infos.get(option.value)} />}
      nothingFoundMessage={isLoading ? 'Looking …' : 'No metric has this in its name'}
      rightSection={isLoading ? <Loader size={14} /> : undefined}
      maxDropdownHeight={360}
      comboboxProps={{ width: 'min(620px, 92vw)', position: 'bottom-start' }}
      selectFirstOptionOnChange
    />
  );
}

function Option({ name, info }: { name: string; info: MetricInfo | undefined }) {
  return (
    <span className={styles.option}>
      <span className={styles.name}>{name}</span>
      {info !== undefined && (
        <span className={styles.facts}>
          {[info.kind, info.unit, `${info.seriesCount} series`].filter((fact) => fact !== null).join(' · ')}
        </span>
      )}
    </span>
  );
}
