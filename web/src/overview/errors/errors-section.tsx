import { useMemo } from 'react';
import type { ErrorsSummary } from '../../api/dashboard.js';
import type { Answer } from '../../api/use-get.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import type { ChartSpan, ChartStyle } from '../../charts/series.js';
import { formatSpan } from '../../format/duration.js';
import { formatCount } from '../../format/number.js';
import { Panel } from '../../panel/panel.js';
import { Section } from '../section.js';
import { TopErrors } from './top-errors.js';

const COUNT: ChartStyle = {
  kind: 'bars',
  series: [{ label: 'errors', ink: 'chart-bad' }],
  format: formatCount,
  topAtLeast: 4,
};

interface SectionProps {
  errors: ErrorsSummary;
  span: ChartSpan;
  answer: Answer<unknown>;
}

/** How many errors were recorded, when, and which ones most. */
export function ErrorsSection({ errors, span, answer }: SectionProps) {
  const { series } = errors;
  const chart = useMemo(() => ({ timestamps: series.timestamps, values: [series.count], span }), [series, span]);
  const window = formatSpan(span.to - span.from);
  return (
    <Section title="Errors" columns="halves">
      <ChartPanel
        title="Recorded errors"
        quantity={formatCount(errors.total)}
        caption={`last ${window}`}
        data={chart}
        style={COUNT}
        answer={answer}
        height={190}
      />
      <Panel title="Most frequent">
        <TopErrors errors={errors.top} window={window} />
      </Panel>
    </Section>
  );
}
