import { Loader } from '@mantine/core';
import { useMemo } from 'react';
import { Empty, Failure } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { resolveRange } from '../../time/time-range.js';
import type { RuleTerms } from '../rule.js';
import { ruleInWords } from '../rule-in-words.js';
import { backtestInWords, firingRows, mergedSpans } from './firing-spans.js';
import { FiringTimeline } from './firing-timeline.js';
import styles from './firing-timeline.module.css';
import { TrialGroups } from './trial-groups.js';
import { TrialPicker } from './trial-picker.js';
import { spellRange, useTrialRange } from './trial-range.js';
import type { Trial } from './use-trial.js';
import { ValueChart } from './value-chart.js';

interface RulePreviewProps {
  /** Undefined while too little of the rule is known. */
  terms: RuleTerms | undefined;
  /** What it measures; known before its threshold is. */
  measured: RuleTerms | undefined;
  trial: Trial;
  metricUnit: string | null | undefined;
}

/** What a rule would do now and would have done: in a sentence, on a chart, and group by group. */
export function RulePreview({ terms, measured, trial, metricUnit }: RulePreviewProps) {
  const { range } = useTrialRange();
  const backtest = trial.result?.backtest ?? undefined;
  const shown = useMemo(() => {
    const end = backtest === undefined ? Date.now() : Date.parse(backtest.end_time);
    return resolveRange(range, end);
  }, [range, backtest]);
  const rows = useMemo(() => firingRows(backtest?.alerts ?? [], shown), [backtest, shown]);
  const bands = useMemo(() => mergedSpans(rows), [rows]);
  const isCharted = measured !== undefined && measured.metric_name !== null && measured.method?.type !== 'error_groups';
  return (
    <>
      <Panel title="Backtest" actions={<TrialPicker />}>
        {terms === undefined ? (
          <Empty title="Nothing to try yet">Choose a metric and a threshold: what the rule would do shows here.</Empty>
        ) : (
          <p className={styles.facts}>{ruleInWords(terms, metricUnit)}</p>
        )}
        <div aria-live="polite">
          {backtest !== undefined && terms !== undefined && (
            <p className={styles.words}>{backtestInWords(backtest, spellRange(range))}</p>
          )}
        </div>
        {terms !== undefined && trial.isRunning && <Loader size="xs" aria-label="Trying the rule" />}
        {terms !== undefined && trial.failure !== undefined && trial.failure.faults.length === 0 && (
          <Failure failure={trial.failure} onRetry={trial.retry} />
        )}
        {trial.failure !== undefined && trial.failure.faults.length > 0 && (
          <p className={styles.facts} role="status">
            It cannot be tried like this: see the {trial.failure.faults.length === 1 ? 'field' : 'fields'} marked red.
          </p>
        )}
        {terms !== undefined && rows.length > 0 && <FiringTimeline rows={rows} shown={shown} />}
        {backtest !== undefined && terms !== undefined && backtest.fired > 0 && (
          <p className={styles.facts}>
            {backtest.notifications.toLocaleString('en')} messages to each channel,{' '}
            {backtest.groups.toLocaleString('en')} {backtest.groups === 1 ? 'group' : 'groups'}, looked at every{' '}
            {backtest.step_seconds} s.
            {backtest.truncated && ' Only the newest 500 alerts are drawn.'}
          </p>
        )}
      </Panel>
      {isCharted && (
        <ValueChart
          terms={measured}
          hasLimit={terms !== undefined}
          range={range}
          metricUnit={metricUnit}
          bands={bands}
          bandWords="it would have fired"
        />
      )}
      {trial.result !== undefined && trial.result.groups.length > 0 && (
        <Panel title="What it finds now">
          <TrialGroups groups={trial.result.groups} />
        </Panel>
      )}
    </>
  );
}
