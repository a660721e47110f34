import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { AlertsTabs } from '../alerts/alerts-tabs.js';
import { api } from '../api/request.js';
import { useChange } from '../api/use-change.js';
import { useGet } from '../api/use-get.js';
import { Page } from '../page/page.js';
import { AnswerView, Empty } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { useMayChange } from '../sign-in/session.js';
import { draftOf, type RuleDraft, requestOf } from './editor/draft.js';
import { RuleForm } from './editor/rule-form.js';
import { LinkButton } from './link-button.js';
import { prefillDraft } from './prefill-draft.js';

const route = getRouteApi('/alerts/rules/new');

/** Writes a new rule: an empty one, one about what a link asks, or a copy of another. */
export function NewRulePage() {
  const { copy, ...search } = route.useSearch();
  const mayChange = useMayChange();
  return (
    <Page title="New alert rule">
      <AlertsTabs />
      {!mayChange ? (
        <Panel title="Rule">
          <Empty title="Only administrators add rules">Ask one, or sign in with a token whose role is admin.</Empty>
        </Panel>
      ) : copy === undefined ? (
        <NewRule start={prefillDraft(search)} />
      ) : (
        <CopiedRule ruleId={copy} />
      )}
    </Page>
  );
}

function CopiedRule({ ruleId }: { ruleId: string }) {
  const original = useGet('/alert-rules/{rule_id}', { path: { rule_id: ruleId } });
  return (
    <AnswerView answer={original} waitingHeight={400}>
      {(rule) => <NewRule start={{ ...draftOf(rule), name: `Copy of ${rule.name}`.slice(0, 200) }} />}
    </AnswerView>
  );
}

function NewRule({ start }: { start: RuleDraft }) {
  const [draft, setDraft] = useState(start);
  const navigate = useNavigate();
  const saving = useChange((next: RuleDraft) => api.POST('/alert-rules', { body: requestOf(next) }), {
    topics: ['alerts', 'configuration'],
    done: ({ name }) => `${name} is saved: it is evaluated from now on`,
    onDone: ({ rule_id }) => void navigate({ to: '/alerts/rules/$ruleId', params: { ruleId: rule_id } }),
    showsFailure: true,
  });
  return (
    <RuleForm
      draft={draft}
      onChange={setDraft}
      failure={saving.failure}
      isSaving={saving.isRunning}
      onSave={() => saving.run(draft)}
      verb="Save the rule"
    >
      <LinkButton variant="subtle" color="gray" to="/alerts/rules">
        Cancel
      </LinkButton>
    </RuleForm>
  );
}
