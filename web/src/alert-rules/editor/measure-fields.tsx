import { Autocomplete, TagsInput } from '@mantine/core';
import type { Kind } from '../kinds.js';
import { AGGREGATIONS } from './aggregations.js';
import { DivisorFields } from './divisor-fields.js';
import { DurationInput } from './duration-input.js';
import styles from './editor.module.css';
import type { FieldsProps } from './editor-parts.js';
import { faultAt } from './faults.js';
import { MatchersField } from './matchers-field.js';
import { MethodFields } from './method-fields.js';
import { MetricInput } from './metric-input.js';
import { useMetric } from './use-metric.js';

/** Tags by which errors can be told apart, where there is no metric to ask. */
const ERROR_TAGS = ['service', 'error_type', 'error_group_id', 'severity'];

/** What a rule measures: the metric, which of its series, over how long, by which groups, and by which method. */
export function MeasureFields({ draft, set, faults, kind }: FieldsProps & { kind: Kind }) {
  const { metric } = useMetric(draft.metric_name);
  const isAboutErrors = kind === 'error_groups';
  const tagNames = isAboutErrors ? ERROR_TAGS : (metric?.tag_names ?? []);
  return (
    <>
      {!isAboutErrors && (
        <div className={styles.row}>
          <MetricInput
            label={kind === 'ratio' || kind === 'burn_rate' ? 'Part (dividend)' : 'Metric'}
            value={draft.metric_name}
            onChange={(metric_name) => set({ metric_name })}
            error={faultAt(faults, 'metric_name')}
          />
          <Autocomplete
            label="Aggregation"
            description="How the values of a window become one"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={AGGREGATIONS}
            filter={({ options }) => options}
            value={draft.aggregation}
            onChange={(aggregation) => set({ aggregation })}
            error={faultAt(faults, 'aggregation')}
          />
        </div>
      )}
      <MatchersField
        title={isAboutErrors ? 'Only these errors' : 'Only series with'}
        metricName={isAboutErrors ? '' : draft.metric_name}
        tagNames={tagNames}
        matchers={draft.matchers}
        onChange={(matchers) => set({ matchers })}
        error={faultAt(faults, 'matchers')}
      />
      {draft.divide_by !== null && (
        <DivisorFields
          divisor={draft.divide_by}
          faults={faults}
          onChange={(divide_by) => set({ divide_by })}
          hasFactor={draft.method?.type !== 'burn_rate'}
        />
      )}
      <div className={styles.row}>
        {kind !== 'burn_rate' && (
          <DurationInput
            label="Window"
            description={isAboutErrors ? 'Events of this long count' : 'How much of the past each value covers'}
            value={draft.window_seconds}
            onChange={(window_seconds) => set({ window_seconds })}
            error={faultAt(faults, 'window_seconds')}
          />
        )}
        {!isAboutErrors && (
          <TagsInput
            label="One alert per"
            description="Each combination of these tags’ values has an alert of its own"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={draft.group_by.length === 0 ? 'everything together' : undefined}
            data={[...new Set(tagNames)]}
            value={[...draft.group_by]}
            onChange={(group_by) => set({ group_by })}
            error={faultAt(faults, 'group_by')}
          />
        )}
      </div>
      {draft.method !== null && (
        <MethodFields method={draft.method} faults={faults} onChange={(method) => set({ method })} />
      )}
    </>
  );
}
