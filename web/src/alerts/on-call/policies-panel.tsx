import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { Empty } from '../../panel/answer-view.js';
import { Item } from '../kept/item-list.js';
import { KeptActions, KeptPanel } from '../kept/kept-panel.js';
import { minutesInWords } from '../silences/cron-words.js';
import { type Policy, PolicyDrawer } from './policy-drawer.js';
import { stepInWords } from './rota-words.js';
import styles from './schedule-panel.module.css';

/** How alerts go on to others until somebody acknowledges them. */
export function PoliciesPanel({ mayChange }: { mayChange: boolean }) {
  const answer = useGet('/escalation-policies', { topics: ['alerts', 'configuration'] });
  return (
    <KeptPanel
      title="Escalation policies"
      answer={answer}
      mayChange={mayChange}
      newWords="New policy"
      empty={
        <Empty title="No escalation policies">
          With one, an alert that nobody acknowledges goes on to others; rules name it.
        </Empty>
      }
      item={(policy, onChange) => (
        <PolicyItem key={policy.name} policy={policy} mayChange={mayChange} onChange={onChange} />
      )}
      drawer={(policy, onClose) => <PolicyDrawer policy={policy} onClose={onClose} />}
    />
  );
}

interface PolicyItemProps {
  policy: Policy;
  mayChange: boolean;
  onChange: () => void;
}

function PolicyItem({
  policy: { name, description, steps, repeat, repeat_wait_minutes },
  mayChange,
  onChange,
}: PolicyItemProps) {
  const remove = useChange(() => api.DELETE('/escalation-policies/{name}', { params: { path: { name } } }), {
    topics: ['alerts', 'configuration'],
    done: `${name} is deleted`,
  });
  return (
    <Item
      title={name}
      actions={
        mayChange && (
          <KeptActions
            onChange={onChange}
            question={`Delete the policy ${name}?`}
            consequence="What is in use is not deleted."
            remove={remove}
          />
        )
      }
    >
      {description !== '' && <p>{description}</p>}
      <ol className={styles.layers} aria-label={`Steps of ${name}`}>
        {steps.map((step, index) => (
          // Steps have nothing that tells them apart but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={index}>{stepInWords(step)}</li>
        ))}
      </ol>
      {repeat > 0 && (
        <p>
          Begins anew {repeat === 1 ? 'once' : `${repeat} times`}, {minutesInWords(repeat_wait_minutes)} after the last
          step
        </p>
      )}
    </Item>
  );
}
