import { Switch, TagsInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import type { Matcher } from '../alert.js';
import { faultAt, faultWithin } from '../form/faults.js';
import { FormDrawer } from '../form/form-drawer.js';
import { MatchersInput } from '../matchers/matchers-input.js';
import { useOpenAlerts } from '../use-alerting.js';

type Inhibition = components['schemas']['InhibitionRuleView'];

const SHOWN = ['comment', 'source_matchers', 'target_matchers', 'equal'];
const NEW_MATCHER: Matcher = { tag: 'name', operator: '=', value: '' };

/** Writes an inhibition rule, a new one or one that is there. */
export function InhibitionDrawer({ rule, onClose }: { rule: Inhibition | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState({
    comment: rule?.comment ?? '',
    source_matchers: rule?.source_matchers ?? [NEW_MATCHER],
    target_matchers: rule?.target_matchers ?? [NEW_MATCHER],
    equal: rule?.equal ?? [],
    enabled: rule?.enabled ?? true,
  });
  const alerts = useOpenAlerts().data?.items ?? [];
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { run, isRunning, failure } = useChange(
    (body: typeof draft) => {
      if (rule === undefined) return api.POST('/inhibition-rules', { body });
      const params = { path: { inhibition_rule_id: rule.inhibition_rule_id } };
      return api.PATCH('/inhibition-rules/{inhibition_rule_id}', { params, body });
    },
    { topics: ['alerts', 'configuration'], done: 'The inhibition rule is kept', showsFailure: true, onDone: onClose },
  );
  return (
    <FormDrawer
      title={rule === undefined ? 'New inhibition rule' : 'Change the inhibition rule'}
      verb="Keep"
      isRunning={isRunning}
      failure={failure}
      shown={SHOWN}
      onSubmit={() => run(draft)}
      onClose={onClose}
    >
      <Textarea
        label="Why"
        required
        rows={2}
        maxLength={1000}
        value={draft.comment}
        error={faultAt(failure, 'comment')}
        onChange={({ currentTarget }) => change({ comment: currentTarget.value })}
      />
      <MatchersInput
        legend="While one of these fires"
        value={draft.source_matchers}
        onChange={(source_matchers) => change({ source_matchers })}
        alerts={alerts}
        failure={failure}
        path="source_matchers"
      />
      <MatchersInput
        legend="nobody is told of these"
        value={draft.target_matchers}
        onChange={(target_matchers) => change({ target_matchers })}
        alerts={alerts}
        failure={failure}
        path="target_matchers"
      />
      <TagsInput
        label="if they have the same values of these tags"
        description="Enter after each; none means any two alerts"
        data={['host', 'service']}
        value={draft.equal}
        error={faultWithin(failure, 'equal')}
        onChange={(equal) => change({ equal })}
      />
      <Switch
        label="In force"
        checked={draft.enabled}
        onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
      />
    </FormDrawer>
  );
}
