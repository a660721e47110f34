import { useEffect, useMemo, useRef } from 'react';
import { lengthMs, resolveRange } from '../time/time-range.js';
import { useTimeRange } from '../time/use-time-range.js';
import type { Asked } from './answers/ask.js';
import { chartLines } from './answers/chart-lines.js';
import { automaticStep, chosenStep } from './answers/step.js';
import { useAnswers } from './answers/use-answers.js';
import { longestDistance, useDistance } from './answers/use-distance.js';
import { useMetricInfos } from './catalog/use-metric-infos.js';
import { LineChart } from './chart/line-chart.js';
import { usualAggregation } from './question/aggregations.js';
import { QuestionRows } from './question/question-rows.js';
import { Toolbar } from './toolbar.js';
import { useMetricsSearch, useQuestions } from './use-metrics-search.js';

/** Questions about metrics, and one chart of their answers. */
export function Explorer() {
  const { search } = useMetricsSearch();
  const list = useQuestions();
  const { range } = useTimeRange();
  const infos = useMetricInfos(list.questions.flatMap(({ metric }) => metric ?? []));
  const asked = useMemo(
    () =>
      list.questions.flatMap((question): Asked[] => {
        if (question.formula !== undefined) return [{ ...question, aggregation: '' }];
        const info = question.metric === undefined ? undefined : infos.get(question.metric);
        // A metric that nobody knows is asked for all the same: the answer says what is wrong.
        const aggregation =
          question.aggregation ?? (info === undefined ? undefined : usualAggregation(info?.kind ?? 'gauge'));
        return question.metric === undefined || aggregation === undefined ? [] : [{ ...question, aggregation }];
      }),
    [list.questions, infos],
  );
  const span = resolveRange(range, Date.now());
  const rangeMs = span.to - span.from;
  const [everyMs, learn] = useDistance(list.questions.map(({ metric }) => metric).join('\n'));
  const automatic = automaticStep(rangeMs, everyMs);
  const stepMs = chosenStep(search.step, rangeMs) ?? automatic;
  const compareMs = search.compare === undefined ? undefined : lengthMs(search.compare);
  const shown = useMemo(() => asked.filter(({ isHidden }) => !isHidden), [asked]);
  const answered = useAnswers(shown, asked, range, stepMs, compareMs);
  const longest = longestDistance(answered);
  useEffect(() => {
    if (longest > everyMs) learn(longest);
  }, [longest, everyMs, learn]);
  const fresh = useMemo(
    () =>
      chartLines(answered, {
        kindOf: (metric) => (metric === undefined ? undefined : infos.get(metric)?.kind),
        pastWords: `${search.compare} before`,
      }),
    [answered, infos, search.compare],
  );
  const lines = useLast(
    fresh,
    answered.some(({ isLoading }) => isLoading),
  );
  return (
    <>
      <QuestionRows list={list} infos={infos} asked={asked} answered={answered} />
      <Toolbar asked={asked} shown={shown} stepMs={stepMs} automaticMs={automatic} />
      <LineChart
        shown={shown}
        answered={answered}
        lines={lines}
        kind={compareMs === undefined ? (search.chart ?? 'lines') : 'lines'}
      />
    </>
  );
}

/** A value, or the one before it while that is on its way: a chart that vanishes at each change is hard to follow. */
function useLast<T>(value: T | undefined, isOnItsWay: boolean): T | undefined {
  const last = useRef<T>(undefined);
  useEffect(() => {
    last.current = value ?? (isOnItsWay ? last.current : undefined);
  }, [value, isOnItsWay]);
  return value ?? (isOnItsWay ? last.current : undefined);
}
