import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import styles from './editor.module.css';
import type { FieldsProps } from './editor-parts.js';
import { faultAt } from './faults.js';

/** What the rule is called and who is told. */
export function TellingFields({ draft, set, faults }: FieldsProps) {
  const channels = useGet('/channels', { topics: ['configuration'] });
  const policies = useGet('/escalation-policies', { topics: ['configuration'] });
  const known = channels.data?.items ?? [];
  // One that was deleted, or cannot be listed now, stays in sight.
  const names = [...new Set([...known.map(({ name }) => name), ...draft.notification_channels])];
  const unavailable = known.filter(
    ({ name, unavailable: why }) => why !== null && draft.notification_channels.includes(name),
  );
  const policyNames = (policies.data?.items ?? []).map(({ name }) => name);
  return (
    <>
      <TextInput
        label="Name"
        description="What people read in the message at three in the morning"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        error={faultAt(faults, 'name')}
        required
      />
      <Textarea
        label="Description"
        autosize={false}
        rows={2}
        value={draft.description}
        onChange={({ currentTarget }) => set({ description: currentTarget.value })}
        error={faultAt(faults, 'description')}
      />
      <div className={styles.row}>
        <MultiSelect
          label="Channels"
          description="Told at once, all of them"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={names}
          value={[...draft.notification_channels]}
          onChange={(notification_channels) => set({ notification_channels })}
          error={faultAt(faults, 'notification_channels')}
          searchable
        />
        <Select
          label="Escalation policy"
          description="How it goes on to others until somebody acknowledges it"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="none"
          data={[...new Set([...policyNames, ...(draft.escalation_policy === null ? [] : [draft.escalation_policy])])]}
          value={draft.escalation_policy}
          onChange={(escalation_policy) => set({ escalation_policy })}
          error={faultAt(faults, 'escalation_policy')}
          clearable
        />
      </div>
      {unavailable.length > 0 && (
        <p className={styles.hint}>
          Not ready, and skipped:{' '}
          {unavailable.map(({ name, unavailable: why }, index) => (
            <span key={name}>
              {index > 0 && ' · '}
              <Link to="/alerts/channels/$name" params={{ name }}>
                {name}
              </Link>{' '}
              ({why})
            </span>
          ))}
        </p>
      )}
      <TextInput
        label="Runbook"
        description="What to do then; in every message"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder="https://"
        value={draft.runbook_url}
        onChange={({ currentTarget }) => set({ runbook_url: currentTarget.value })}
        error={faultAt(faults, 'runbook_url')}
      />
    </>
  );
}
