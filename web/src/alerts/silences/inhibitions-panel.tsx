import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import { MatcherList } from '../matchers/matcher-list.js';
import { InhibitionDrawer } from './inhibition-drawer.js';
import { Item, ItemList } from './item-list.js';

type Inhibition = components['schemas']['InhibitionRuleView'];

/** Which alerts hide which others while they fire. */
export function InhibitionsPanel({ mayChange }: { mayChange: boolean }) {
  const answer = useGet('/inhibition-rules', { topics: ['alerts', 'configuration'] });
  const [written, setWritten] = useState<{ rule: Inhibition | undefined }>();
  return (
    <>
      <AnswerPanel
        title="Inhibition rules"
        answer={answer}
        flush
        actions={
          mayChange && (
            <Button size="compact-sm" variant="default" onClick={() => setWritten({ rule: undefined })}>
              New rule
            </Button>
          )
        }
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty title="No inhibition rules">
            They hide what follows from something worse: while a machine is down, its services need not tell that they
            are.
          </Empty>
        }
      >
        {({ items }) => (
          <ItemList label="Inhibition rules">
            {items.map((rule) => (
              <InhibitionItem
                key={rule.inhibition_rule_id}
                rule={rule}
                mayChange={mayChange}
                onChange={() => setWritten({ rule })}
              />
            ))}
          </ItemList>
        )}
      </AnswerPanel>
      {written !== undefined && <InhibitionDrawer rule={written.rule} onClose={() => setWritten(undefined)} />}
    </>
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
      actions={
        mayChange && (
          <>
            <Button variant="default" size="compact-sm" onClick={onChange}>
              Change
            </Button>
            <ConfirmButton
              question="Delete this inhibition rule?"
              loading={remove.isRunning}
              onConfirm={() => remove.run(undefined)}
            >
              Delete
            </ConfirmButton>
          </>
        )
      }
    >
      <p>While one of these fires</p>
      <MatcherList matchers={source_matchers} label="What hides" />
      <p>nobody is told of</p>
      <MatcherList matchers={target_matchers} label="What is hidden" />
      {equal.length > 0 && <p>with the same {equal.join(' and ')}</p>}
    </Item>
  );
}
