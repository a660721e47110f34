import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import { Item } from '../kept/item-list.js';
import { KeptActions, KeptPanel } from '../kept/kept-panel.js';
import { MatcherList } from '../matchers/matcher-list.js';
import { InhibitionDrawer } from './inhibition-drawer.js';

type Inhibition = components['schemas']['InhibitionRuleView'];

/** Which alerts hide which others while they fire. */
export function InhibitionsPanel({ mayChange }: { mayChange: boolean }) {
  const answer = useGet('/inhibition-rules', { topics: ['alerts', 'configuration'] });
  return (
    <KeptPanel
      title="Inhibition rules"
      answer={answer}
      mayChange={mayChange}
      newWords="New rule"
      empty={
        <Empty title="No inhibition rules">
          They hide what follows from something worse: while a machine is down, its services need not tell that they
          are.
        </Empty>
      }
      item={(rule, onChange) => (
        <InhibitionItem key={rule.inhibition_rule_id} rule={rule} mayChange={mayChange} onChange={onChange} />
      )}
      drawer={(rule, onClose) => <InhibitionDrawer rule={rule} onClose={onClose} />}
    />
  );
}

interface InhibitionItemProps {
  rule: Inhibition;
  mayChange: boolean;
  onChange: () => void;
}

function InhibitionItem({ rule, mayChange, onChange }: InhibitionItemProps) {
  const { inhibition_rule_id, comment, source_matchers, target_matchers, equal, enabled } = rule;
  const remove = useChange(
    () => api.DELETE('/inhibition-rules/{inhibition_rule_id}', { params: { path: { inhibition_rule_id } } }),
    { topics: ['alerts', 'configuration'], done: 'The inhibition rule is deleted' },
  );
  return (
    <Item
      title={comment}
      badge={!enabled && <StateBadge tone="unknown">not in force</StateBadge>}
      actions={mayChange && <KeptActions onChange={onChange} question="Delete this inhibition rule?" remove={remove} />}
    >
      <p>While one of these fires</p>
      <MatcherList matchers={source_matchers} label="What hides" />
      <p>nobody is told of</p>
      <MatcherList matchers={target_matchers} label="What is hidden" />
      {equal.length > 0 && <p>with the same {equal.join(' and ')}</p>}
    </Item>
  );
}
