import { Autocomplete } from '@mantine/core';
import { useMetric } from './use-metric.js';

interface MetricInputProps {
  label: string;
  value: string;
  onChange: (name: string) => void;
  error?: string;
}

/** A metric by its name, with suggestions while one types; a name that was never recorded is taken too. */
export function MetricInput({ label, value, onChange, error }: MetricInputProps) {
  const { suggestions, metric } = useMetric(value);
  return (
    <Autocomplete
      label={label}
      placeholder="Type a part of its name"
      data={suggestions.map(({ metric_name }) => metric_name)}
      limit={50}
      // The service has found those that fit; once one is chosen the others stay within reach.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      error={error}
      description={metric === undefined ? undefined : aboutOf(metric)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      spellCheck={false}
      autoComplete="off"
    />
  );
}

function aboutOf({ metric_type, unit, series_count, tag_names }: NonNullable<ReturnType<typeof useMetric>['metric']>) {
  const parts = [
    metric_type,
    unit ?? 'no unit',
    `${series_count.toLocaleString('en')} series`,
    ...(tag_names.length > 0 ? [`tags ${tag_names.join(', ')}`] : []),
  ];
  return parts.join(' · ');
}
