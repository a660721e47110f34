import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { Panel } from '../../panel/panel.js';
import { changesOf, draftOf, type RuleDraft } from '../editor/draft.js';
import { RuleForm } from '../editor/rule-form.js';
import { LinkButton } from '../link-button.js';
import type { Rule } from '../rule.js';
import styles from '../rules.module.css';

/** Changes a rule. What was typed stays when somebody else changes it meanwhile; only what was changed here is sent. */
export function EditRule({ rule }: { rule: Rule }) {
  const [base, setBase] = useState(rule);
  const [draft, setDraft] = useState(() => draftOf(rule));
  const changes = changesOf(draftOf(base), draft);
  const isChanged = Object.keys(changes).length > 0;
  const startFrom = (next: Rule) => {
    setBase(next);
    setDraft(draftOf(next));
  };
  const saving = useChange(
    (next: RuleDraft) =>
      api.PATCH('/alert-rules/{rule_id}', {
        params: { path: { rule_id: base.rule_id } },
        body: changesOf(draftOf(base), next),
      }),
    {
      topics: ['alerts', 'configuration'],
      done: ({ name }) => `${name} is saved`,
      // What was typed while it was being saved stays.
      onDone: (saved, sent) => {
        setBase(saved);
        setDraft((now) => (now === sent ? draftOf(saved) : now));
      },
      showsFailure: true,
    },
  );
  return (
    <>
      {rule.updated_at > base.updated_at && (
        <Panel title="Changed by somebody else meanwhile">
          <p className={styles.line}>
            Saving changes only what you changed.
            <Button variant="default" size="compact-sm" onClick={() => startFrom(rule)}>
              Drop mine and show theirs
            </Button>
          </p>
        </Panel>
      )}
      <RuleForm
        draft={draft}
        onChange={setDraft}
        failure={saving.failure}
        isSaving={saving.isRunning}
        onSave={() => saving.run(draft)}
        verb="Save changes"
        canSave={isChanged}
      >
        {isChanged ? (
          <Button variant="subtle" color="gray" onClick={() => startFrom(rule)}>
            Undo changes
          </Button>
        ) : (
          <p>Nothing is changed.</p>
        )}
        <LinkButton variant="subtle" color="gray" to="/alerts/rules/$ruleId" params={{ ruleId: rule.rule_id }}>
          Close
        </LinkButton>
      </RuleForm>
    </>
  );
}
