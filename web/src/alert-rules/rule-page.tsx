import { Button, SegmentedControl, Switch } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { AlertsTabs } from '../alerts/alerts-tabs.js';
import { useGet } from '../api/use-get.js';
import { Page } from '../page/page.js';
import { AnswerView } from '../panel/answer-view.js';
import { useMayChange } from '../sign-in/session.js';
import { StateBadge } from '../state/state-badge.js';
import { DeleteRuleDialog } from './delete-rule-dialog.js';
import { EditRule } from './detail/edit-rule.js';
import { EvaluationsPanel } from './detail/evaluations-panel.js';
import { RuleAlertsPanel } from './detail/rule-alerts-panel.js';
import { RuleFacts } from './detail/rule-facts.js';
import { SavedRulePreview } from './detail/saved-rule-preview.js';
import { useMetric } from './editor/use-metric.js';
import { RuleFilePanel } from './files/rule-file-panel.js';
import { LinkButton } from './link-button.js';
import type { Rule } from './rule.js';
import { useEnabling } from './rule-changes.js';
import { ruleInWords } from './rule-in-words.js';
import { countByRule, spellState, stateOf, toneOfState } from './rule-state.js';
import styles from './rules.module.css';
import { silenceOf } from './silence-link.js';

const route = getRouteApi('/alerts/rules/$ruleId');
const TOPICS = ['alerts', 'configuration'] as const;
/** Evaluations are not announced; new values are, and each is followed by one. */
const RULE_TOPICS = [...TOPICS, 'metrics'] as const;

/** One alert rule: what it does, what it found, whom it told; and the way to change it. */
export function RulePage() {
  const { ruleId } = route.useParams();
  const rule = useGet('/alert-rules/{rule_id}', { path: { rule_id: ruleId }, topics: RULE_TOPICS });
  if (rule.data !== undefined && rule.data.rule_id === ruleId) return <KnownRule key={ruleId} rule={rule.data} />;
  return (
    <Page title="Alert rule">
      <AlertsTabs />
      <AnswerView answer={{ ...rule, data: undefined }} waitingHeight={400}>
        {() => null}
      </AnswerView>
    </Page>
  );
}

function KnownRule({ rule }: { rule: Rule }) {
  const { tab } = route.useSearch();
  const mayChange = useMayChange();
  const navigate = useNavigate();
  const { metric } = useMetric(rule.metric_name ?? '');
  const mayEdit = mayChange && rule.managed_by === null;
  const part = tab === 'edit' && !mayEdit ? 'now' : (tab ?? 'now');
  const parts = [
    { value: 'now', label: 'Now and before' },
    ...(mayEdit ? [{ value: 'edit', label: 'Edit' }] : []),
    { value: 'yaml', label: 'YAML' },
  ];
  const open = (next: string) =>
    void navigate({
      to: '.',
      search: (search: object) => ({ ...search, tab: next === 'now' ? undefined : next }),
    } as never);
  return (
    <Page
      title={rule.name}
      badge={<StateNow rule={rule} />}
      about={ruleInWords({ ...rule, method: rule.method ?? null }, metric?.unit)}
      actions={<RuleActions rule={rule} mayChange={mayChange} mayEdit={mayEdit} />}
    >
      <AlertsTabs />
      <div className={styles.line}>
        <SegmentedControl aria-label="Part of the page" data={parts} value={part} onChange={open} />
        {rule.managed_by !== null && (
          <span className={styles.small}>
            Kept by the file <code className={styles.wrap}>{rule.managed_by}</code>: it is changed there.
          </span>
        )}
      </div>
      {part === 'edit' && <EditRule rule={rule} />}
      {part === 'yaml' && <RuleFilePanel name={rule.name} />}
      {part === 'now' && (
        <div className={styles.columns}>
          <div className={styles.stack}>
            <SavedRulePreview rule={rule} metricUnit={metric?.unit} />
          </div>
          <div className={styles.stack}>
            <RuleAlertsPanel ruleId={rule.rule_id} />
            <EvaluationsPanel rule={rule} metricUnit={metric?.unit} />
            <RuleFacts rule={rule} metricUnit={metric?.unit} />
          </div>
        </div>
      )}
    </Page>
  );
}

function StateNow({ rule }: { rule: Rule }) {
  const alerts = useGet('/alerts', { query: { rule_id: rule.rule_id, limit: 1000 }, topics: TOPICS });
  const counts = countByRule(alerts.data?.items ?? []).get(rule.rule_id);
  const state = stateOf(rule, counts);
  return <StateBadge tone={toneOfState(state, rule.severity)}>{spellState(state, counts)}</StateBadge>;
}

function RuleActions({ rule, mayChange, mayEdit }: { rule: Rule; mayChange: boolean; mayEdit: boolean }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const { run: enable } = useEnabling();
  const navigate = useNavigate();
  if (!mayChange) return null;
  return (
    <>
      <Switch
        label="Enabled"
        checked={rule.enabled}
        disabled={!mayEdit}
        onChange={({ currentTarget }) => enable({ rule, enabled: currentTarget.checked })}
      />
      <LinkButton variant="default" {...silenceOf(rule)}>
        Silence
      </LinkButton>
      <LinkButton variant="default" to="/alerts/rules/new" search={{ copy: rule.rule_id }}>
        Duplicate
      </LinkButton>
      {mayEdit && (
        <Button variant="default" onClick={() => setIsDeleting(true)}>
          Delete
        </Button>
      )}
      <DeleteRuleDialog
        rule={isDeleting ? rule : undefined}
        onClose={() => setIsDeleting(false)}
        leave={() => navigate({ to: '/alerts/rules' })}
      />
    </>
  );
}
