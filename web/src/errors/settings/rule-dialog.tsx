import { ActionIcon, Button, Group, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { Failure } from '../../panel/answer-view.js';
import { Icon } from '../../state/icon.js';
import {
  draftOf,
  FIELDS,
  type FingerprintRule,
  isComplete,
  type Matcher,
  MOST_MATCHERS,
  partsOf,
} from './rule-draft.js';
import { RulePreviewView } from './rule-preview-view.js';
import styles from './settings.module.css';

/** Writes a fingerprint rule, a new one or one that is there, and shows what it would meet. */
export function RuleDialog({ rule, onClose }: { rule: FingerprintRule | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(rule));
  const save = useChange(
    () => {
      const body = { name: draft.name.trim(), matchers: [...draft.matchers], fingerprint: partsOf(draft) };
      return rule === undefined
        ? api.POST('/error-fingerprint-rules', { body })
        : api.PATCH('/error-fingerprint-rules/{rule_id}', { params: { path: { rule_id: rule.rule_id } }, body });
    },
    { topics: ['configuration'], done: 'The rule is kept', onDone: onClose, showsFailure: true },
  );
  const setMatcher = (at: number, change: Partial<Matcher>) =>
    setDraft({ ...draft, matchers: draft.matchers.map((one, index) => (index === at ? { ...one, ...change } : one)) });

  function submit(event: FormEvent): void {
    event.preventDefault();
    save.run(undefined);
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={rule === undefined ? 'New fingerprint rule' : 'Fingerprint rule'}>
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          label="Name"
          placeholder="Timeouts of the database"
          maxLength={200}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          data-autofocus
        />
        <fieldset>
          <legend>An error must meet all of these; * stands for any number of characters</legend>
          {draft.matchers.map(({ field, pattern }, at) => (
            <div key={at.toString()} className={styles.matcher}>
              <Select
                label="Field"
                allowDeselect={false}
                data={[...FIELDS]}
                value={field}
                onChange={(next) => setMatcher(at, { field: (next ?? field) as Matcher['field'] })}
              />
              <TextInput
                label="Pattern"
                placeholder="*TimeoutError"
                maxLength={256}
                value={pattern}
                onChange={(event) => setMatcher(at, { pattern: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={`Take condition ${at + 1} away`}
                disabled={draft.matchers.length === 1}
                onClick={() => setDraft({ ...draft, matchers: draft.matchers.filter((_, index) => index !== at) })}
              >
                <Icon name="close" />
              </ActionIcon>
            </div>
          ))}
          <div>
            <Button
              variant="default"
              size="compact-sm"
              disabled={draft.matchers.length >= MOST_MATCHERS}
              onClick={() => setDraft({ ...draft, matchers: [...draft.matchers, { field: 'file', pattern: '' }] })}
            >
              Another condition
            </Button>
          </div>
        </fieldset>
        <Textarea
          label="Fingerprint, a part on each line"
          description="{{ default }} alone on a line stands for the fingerprint without the rule; {{ error.type }}, {{ error.message }}, {{ error.function }}, {{ error.file }}, {{ endpoint }}, {{ environment }} and {{ tags.NAME }} for what the error says."
          placeholder={'database timeout\n{{ tags.host }}'}
          rows={3}
          value={draft.fingerprint}
          onChange={(event) => setDraft({ ...draft, fingerprint: event.currentTarget.value })}
        />
        <RulePreviewView matchers={draft.matchers} />
        {save.failure !== undefined && <Failure failure={save.failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isRunning} disabled={!isComplete(draft)}>
            Keep
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
