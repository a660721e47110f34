import { Autocomplete } from '@mantine/core';
import { AGGREGATIONS } from './aggregations.js';
import type { DivisorDraft } from './draft.js';
import styles from './editor.module.css';
import { type Faults, faultAt } from './faults.js';
import { FigureInput } from './figure-input.js';
import { MatchersField } from './matchers-field.js';
import { MetricInput } from './metric-input.js';
import { useMetric } from './use-metric.js';

interface DivisorFieldsProps {
  divisor: DivisorDraft;
  faults: Faults;
  onChange: (divisor: DivisorDraft) => void;
  /** Whether the quotient is multiplied: not for a burn rate, which has a scale of its own. */
  hasFactor: boolean;
}

/** What the metric is divided by. */
export function DivisorFields({ divisor, faults, onChange, hasFactor }: DivisorFieldsProps) {
  const { metric } = useMetric(divisor.metric_name);
  const set = (changes: Partial<DivisorDraft>) => onChange({ ...divisor, ...changes });
  return (
    <>
      <div className={styles.row}>
        <MetricInput
          label="Whole (divisor)"
          value={divisor.metric_name}
          onChange={(metric_name) => set({ metric_name })}
          error={faultAt(faults, 'divide_by.metric_name') ?? faultAt(faults, 'divide_by', { within: false })}
        />
        <Autocomplete
          label="Aggregation of the divisor"
          placeholder="the same"
          data={AGGREGATIONS}
          filter={({ options }) => options}
          value={divisor.aggregation}
          onChange={(aggregation) => set({ aggregation })}
          error={faultAt(faults, 'divide_by.aggregation')}
        />
      </div>
      <MatchersField
        title="Divisor: only series with"
        metricName={divisor.metric_name}
        tagNames={metric?.tag_names ?? []}
        matchers={divisor.matchers}
        onChange={(matchers) => set({ matchers })}
        error={faultAt(faults, 'divide_by.matchers')}
      />
      <div className={styles.row}>
        {hasFactor && (
          <FigureInput
            label="Multiplied by"
            description="100 makes it a percentage"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder="1"
            value={divisor.multiply}
            onChange={(multiply) => set({ multiply })}
            error={faultAt(faults, 'divide_by.multiply')}
          />
        )}
        <FigureInput
          label="Divisor of at least"
          description="With less there is too little to judge by: no data"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="0"
          value={divisor.minimum}
          onChange={(minimum) => set({ minimum })}
          error={faultAt(faults, 'divide_by.minimum')}
        />
      </div>
    </>
  );
}
