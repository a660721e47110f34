import { ActionIcon, Button, MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { useGet } from '../../api/use-get.js';
import { Icon } from '../../state/icon.js';
import { faultAt, faultWithin } from '../form/faults.js';
import { FieldGroup, FieldRow } from '../form/form.js';
import { FormDrawer } from '../form/form-drawer.js';
import { ChannelSelect } from './channel-select.js';
import styles from './policy-drawer.module.css';

export type Policy = components['schemas']['EscalationPolicyView'];

const SHOWN = ['name', 'description', 'repeat', 'repeat_wait_minutes', 'steps'];
/** A step as somebody writes it: a figure may be unfinished text. */
interface StepDraft {
  readonly wait_minutes: number | string;
  readonly channels: string[];
  readonly schedules: string[];
}
const NEW_STEP: StepDraft = { wait_minutes: 15, channels: [], schedules: [] };

/** Writes an escalation policy, a new one or one that is there. */
export function PolicyDrawer({ policy, onClose }: { policy: Policy | undefined; onClose: () => void }) {
  const [draft, setDraft] = useState(() => ({
    name: policy?.name ?? '',
    description: policy?.description ?? '',
    steps: (policy?.steps ?? [{ ...NEW_STEP, wait_minutes: 5 }]).map((step): StepDraft => ({ ...NEW_STEP, ...step })),
    repeat: (policy?.repeat ?? 0) as number | string,
    repeat_wait_minutes: (policy?.repeat_wait_minutes ?? 15) as number | string,
  }));
  const schedules = useGet('/on-call-schedules', { topics: ['configuration'] }).data?.items ?? [];
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const changeStep = (at: number, part: Partial<StepDraft>) =>
    change({ steps: draft.steps.map((step, index) => (index === at ? { ...step, ...part } : step)) });
  const { run, isRunning, failure } = useChange(
    ({ name, description, steps, repeat, repeat_wait_minutes }: typeof draft) => {
      const body = {
        description,
        steps: steps.map((step) => ({ ...step, wait_minutes: Number(step.wait_minutes) })),
        repeat: Number(repeat),
        repeat_wait_minutes: Number(repeat_wait_minutes),
      };
      if (policy === undefined) return api.POST('/escalation-policies', { body: { ...body, name } });
      return api.PATCH('/escalation-policies/{name}', { params: { path: { name } }, body });
    },
    { topics: ['alerts', 'configuration'], done: `${draft.name} is kept`, showsFailure: true, onDone: onClose },
  );
  return (
    <FormDrawer
      title={policy === undefined ? 'New escalation policy' : `Change ${policy.name}`}
      verb="Keep"
      isRunning={isRunning}
      failure={failure}
      shown={SHOWN}
      onSubmit={() => run(draft)}
      onClose={onClose}
    >
      {policy === undefined && (
        <TextInput
          label="Name"
          description="What alert rules call it: small letters, digits, - and _"
          required
          data-autofocus
          value={draft.name}
          error={faultAt(failure, 'name')}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      )}
      <Textarea
        label="Description"
        rows={2}
        maxLength={2000}
        value={draft.description}
        error={faultAt(failure, 'description')}
        onChange={({ currentTarget }) => change({ description: currentTarget.value })}
      />
      <FieldGroup
        legend="Steps"
        help="The channels of the rule hear first, at once. Each step follows while nobody acknowledges the alert."
      >
        {draft.steps.map((step, at) => (
          // Steps have nothing that tells them apart but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <div key={at} className={styles.step}>
            <NumberInput
              label={at === 0 ? 'After, minutes' : 'Then after, minutes'}
              min={0}
              value={step.wait_minutes}
              error={faultAt(failure, `steps[${at}].wait_minutes`) ?? faultAt(failure, `steps[${at}]`)}
              onChange={(wait_minutes) => changeStep(at, { wait_minutes })}
            />
            <MultiSelect
              label="Whoever is on call by"
              searchable
              data={[...new Set([...schedules.map(({ name }) => name), ...step.schedules])]}
              value={step.schedules}
              error={faultWithin(failure, `steps[${at}].schedules`)}
              onChange={(names) => changeStep(at, { schedules: names })}
            />
            <ChannelSelect
              label="Channels"
              value={step.channels}
              error={faultWithin(failure, `steps[${at}].channels`)}
              onChange={(channels) => changeStep(at, { channels })}
            />
            <ActionIcon
              variant="default"
              size={36}
              aria-label={`Take away step ${at + 1}`}
              disabled={draft.steps.length === 1}
              onClick={() => change({ steps: draft.steps.filter((_, index) => index !== at) })}
            >
              <Icon name="close" />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          className={styles.add}
          onClick={() => change({ steps: [...draft.steps, NEW_STEP] })}
        >
          Another step
        </Button>
      </FieldGroup>
      <FieldRow>
        <NumberInput
          label="Goes through again"
          description="So many times"
          min={0}
          max={100}
          value={draft.repeat}
          error={faultAt(failure, 'repeat')}
          onChange={(repeat) => change({ repeat })}
        />
        <NumberInput
          label="Between rounds, minutes"
          description="After the last step"
          min={0}
          value={draft.repeat_wait_minutes}
          error={faultAt(failure, 'repeat_wait_minutes')}
          onChange={(repeat_wait_minutes) => change({ repeat_wait_minutes })}
        />
      </FieldRow>
    </FormDrawer>
  );
}
