import { ActionIcon, Button, Switch } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { Icon } from '../../state/icon.js';
import { type FingerprintRule, moved } from './rule-draft.js';
import styles from './settings.module.css';

const RuleDialog = lazy(async () => ({ default: (await import('./rule-dialog.js')).RuleDialog }));

/** The rules by which people group errors themselves, in the order in which they are asked. */
export function RulesPanel() {
  const answer = useGet('/error-fingerprint-rules', { topics: ['configuration'] });
  const mayChange = useMayChange();
  const [edited, setEdited] = useState<FingerprintRule | 'new'>();
  const rules = answer.data?.items ?? [];
  return (
    <>
      <AnswerPanel
        title="Fingerprint rules"
        answer={answer}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty title="No rule of your own">
            <p>
              Errors are grouped by what caused them. A rule of your own makes those one that belong together, or takes
              apart what is one: it holds for errors that arrive from then on.
            </p>
          </Empty>
        }
        actions={
          mayChange && (
            <Button size="compact-sm" onClick={() => setEdited('new')}>
              New rule
            </Button>
          )
        }
      >
        {() => (
          <ol className={styles.rules} aria-label="Fingerprint rules">
            {rules.map((rule, index) => (
              <RuleRow
                key={rule.rule_id}
                rule={rule}
                rules={rules}
                index={index}
                mayChange={mayChange}
                onEdit={() => setEdited(rule)}
              />
            ))}
          </ol>
        )}
      </AnswerPanel>
      <Suspense>
        {edited !== undefined && (
          <RuleDialog rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
        )}
      </Suspense>
    </>
  );
}

interface RuleRowProps {
  rule: FingerprintRule;
  rules: readonly FingerprintRule[];
  index: number;
  mayChange: boolean;
  onEdit: () => void;
}

function RuleRow({ rule, rules, index, mayChange, onEdit }: RuleRowProps) {
  const path = { path: { rule_id: rule.rule_id } };
  const topics = ['configuration'] as const;
  const enable = useChange(
    (enabled: boolean) => api.PATCH('/error-fingerprint-rules/{rule_id}', { params: path, body: { enabled } }),
    { topics, done: ({ enabled }) => (enabled ? 'The rule holds' : 'The rule is asked no more') },
  );
  const remove = useChange(() => api.DELETE('/error-fingerprint-rules/{rule_id}', { params: path }), {
    topics,
    done: 'The rule is deleted',
  });
  const move = useChange((by: -1 | 1) => reorder(rules, rule.rule_id, by), { topics });
  return (
    <li className={styles.rule} data-off={!rule.enabled}>
      <div className={styles.about}>
        <span className={styles.name}>{rule.name}</span>
        <span className={styles.small}>
          {rule.matchers.map(({ field, pattern }, at) => (
            <span key={`${at.toString()} ${field}`}>
              {at > 0 && ' and '}
              {field} <code>{pattern}</code>
            </span>
          ))}
        </span>
        <span className={styles.small}>
          becomes <code>{rule.fingerprint.join(' · ')}</code>
        </span>
      </div>
      {mayChange ? (
        <div className={styles.tools}>
          <Switch
            size="xs"
            label="On"
            aria-label={`On: ${rule.name}`}
            checked={rule.enabled}
            onChange={(event) => enable.run(event.currentTarget.checked)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Earlier: ${rule.name}`}
            disabled={index === 0 || move.isRunning}
            onClick={() => move.run(-1)}
          >
            <Icon name="up" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Later: ${rule.name}`}
            disabled={index === rules.length - 1 || move.isRunning}
            onClick={() => move.run(1)}
          >
            <Icon name="down" />
          </ActionIcon>
          <Button variant="default" size="compact-sm" onClick={onEdit}>
            Edit
          </Button>
          <ConfirmButton
            question={`Delete the rule “${rule.name}”?`}
            consequence="Errors that arrive from then on are grouped without it. Groups that are there stay as they are."
            onConfirm={() => remove.run(undefined)}
          >
            Delete
          </ConfirmButton>
        </div>
      ) : (
        <span className={styles.small}>{rule.enabled ? 'on' : 'off'}</span>
      )}
    </li>
  );
}

async function reorder(rules: readonly FingerprintRule[], ruleId: string, by: -1 | 1) {
  const put = (change: { ruleId: string; position: number }) =>
    api.PATCH('/error-fingerprint-rules/{rule_id}', {
      params: { path: { rule_id: change.ruleId } },
      body: { position: change.position },
    });
  const [first, ...others] = moved(rules, ruleId, by);
  let answer = await put(first!);
  for (const change of others) {
    if (!answer.response.ok) break;
    answer = await put(change);
  }
  return answer;
}
