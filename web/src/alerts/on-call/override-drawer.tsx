import { Autocomplete, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { faultAt, faultWithin } from '../form/faults.js';
import { FieldRow } from '../form/form.js';
import { FormDrawer } from '../form/form-drawer.js';
import { localMoment, wireMoment } from '../form/local-moment.js';
import { ChannelSelect } from './channel-select.js';
import type { Schedule } from './schedule-panel.js';

const DAY_MS = 86_400_000;

/** Lets somebody stand in for whoever would be on call. */
export function OverrideDrawer({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const [draft, setDraft] = useState(() => ({
    name: '',
    channels: [] as string[],
    starts: '',
    ends: localMoment(Date.now() + DAY_MS),
    comment: '',
  }));
  const known = new Map(
    schedule.layers.flatMap(({ participants }) => participants.map((one) => [one.name, one.channels])),
  );
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { run, isRunning, failure } = useChange(
    ({ name, channels, starts, ends, comment }: typeof draft) =>
      api.POST('/on-call-schedules/{name}/overrides', {
        params: { path: { name: schedule.name } },
        body: {
          participant: { name, channels },
          starts_at: starts === '' ? undefined : wireMoment(starts),
          ends_at: wireMoment(ends),
          comment,
        },
      }),
    { topics: ['alerts', 'configuration'], done: `${draft.name} stands in`, showsFailure: true, onDone: onClose },
  );
  return (
    <FormDrawer
      title={`Stand in for ${schedule.name}`}
      size="md"
      verb="Stand in"
      isRunning={isRunning}
      failure={failure}
      shown={['participant', 'starts_at', 'ends_at', 'comment']}
      onSubmit={() => run(draft)}
      onClose={onClose}
    >
      <Autocomplete
        label="Who"
        data-autofocus
        required
        data={[...known.keys()]}
        value={draft.name}
        error={faultAt(failure, 'participant.name')}
        onChange={(name) => change({ name, channels: known.get(name) ?? draft.channels })}
      />
      <ChannelSelect
        label="Reached by"
        required
        value={draft.channels}
        error={faultWithin(failure, 'participant.channels')}
        onChange={(channels) => change({ channels })}
      />
      <FieldRow>
        <TextInput
          type="datetime-local"
          label="From"
          description="Now when left empty"
          value={draft.starts}
          error={faultAt(failure, 'starts_at')}
          onChange={({ currentTarget }) => change({ starts: currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label="To"
          description="By your clock"
          required
          value={draft.ends}
          error={faultAt(failure, 'ends_at')}
          onChange={({ currentTarget }) => change({ ends: currentTarget.value })}
        />
      </FieldRow>
      <TextInput
        label="Why"
        maxLength={1000}
        value={draft.comment}
        error={faultAt(failure, 'comment')}
        onChange={({ currentTarget }) => change({ comment: currentTarget.value })}
      />
    </FormDrawer>
  );
}
