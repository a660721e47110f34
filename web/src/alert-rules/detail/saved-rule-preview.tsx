import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { useSession } from '../../sign-in/session.js';
import { resolveRange } from '../../time/time-range.js';
import { draftOf, requestOf } from '../editor/draft.js';
import { firingRows, mergedSpans } from '../preview/firing-spans.js';
import { RulePreview } from '../preview/rule-preview.js';
import { useTrialRange } from '../preview/trial-range.js';
import { useTrial } from '../preview/use-trial.js';
import { ValueChart } from '../preview/value-chart.js';
import type { Rule, RuleTerms } from '../rule.js';

interface SavedRulePreviewProps {
  rule: Rule;
  metricUnit: string | null | undefined;
}

/** How a rule that is saved does: tried on the past for who may try it, and what it measures with its alerts for everybody else. */
export function SavedRulePreview({ rule, metricUnit }: SavedRulePreviewProps) {
  const terms = useMemo((): RuleTerms => ({ ...rule, method: rule.method ?? null }), [rule]);
  return useSession().role === 'admin' ? (
    <TriedRule rule={rule} terms={terms} metricUnit={metricUnit} />
  ) : (
    <MeasuredRule rule={rule} terms={terms} metricUnit={metricUnit} />
  );
}

type TermsProps = SavedRulePreviewProps & { terms: RuleTerms };

function TriedRule({ rule, terms, metricUnit }: TermsProps) {
  const { range } = useTrialRange();
  const trial = useTrial(requestOf(draftOf(rule)), range);
  return <RulePreview terms={terms} measured={terms} trial={trial} metricUnit={metricUnit} />;
}

function MeasuredRule({ rule, terms, metricUnit }: TermsProps) {
  const { range } = useTrialRange();
  const query = { rule_id: rule.rule_id, limit: 500, status: 'firing,resolved' as never };
  const alerts = useGet('/alerts', { query, topics: ['alerts'] });
  const bands = useMemo(() => {
    const fired = (alerts.data?.items ?? []).flatMap(({ fired_at, ...alert }) =>
      fired_at === null ? [] : [{ ...alert, fired_at }],
    );
    return mergedSpans(firingRows(fired, resolveRange(range, Date.now())));
  }, [alerts.data, range]);
  if (terms.metric_name === null) return null;
  return <ValueChart terms={terms} range={range} metricUnit={metricUnit} bands={bands} bandWords="it fired" />;
}
