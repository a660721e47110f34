import { useMemo } from 'react';
import type { ErrorsSummary } from '../../api/dashboard.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { Panel } from '../../charts/panel.js';
import type { ChartStyle, TimeSpan } from '../../charts/series.js';
import { formatCount } from '../../format/number.js';
import { Section } from '../section.js';
import { lengthInWords } from '../window/time-window.js';
import { TopErrors } from './top-errors.js';

const COUNT: ChartStyle = {
  kind: 'bars',
  series: [{ label: 'errors', ink: 'chart-bad' }],
  format: formatCount,
  topAtLeast: 4,
};

/** How many errors were recorded, when, and which ones most. */
export function ErrorsSection({ errors, span }: { errors: ErrorsSummary; span: TimeSpan }) {
  const { series } = errors;
  const chart = useMemo(() => ({ timestamps: series.timestamps, values: [series.count], span }), [series, span]);
  const window = lengthInWords((span.to - span.from) / 1000);
  return (
    <Section title="Errors" columns="halves">
      <ChartPanel
        title="Recorded errors"
        quantity={formatCount(errors.total)}
        caption={`last ${window}`}
        data={chart}
        style={COUNT}
        height={190}
      />
      <Panel title="Most frequent">
        <TopErrors errors={errors.top} window={window} />
      </Panel>
    </Section>
  );
}
