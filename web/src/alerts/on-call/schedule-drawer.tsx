import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { faultAt } from '../form/faults.js';
import { FormDrawer } from '../form/form-drawer.js';
import { localMoment } from '../form/local-moment.js';
import { TIME_ZONES } from '../form/time-zones.js';
import { LayerFields } from './layer-fields.js';
import { draftOf, newLayer, type ScheduleDraft, scheduleRequest } from './schedule-draft.js';

type Schedule = components['schemas']['OnCallScheduleView'];
const MOST_LAYERS = 10;

/** Writes an on-call schedule, a new one or one that is there. */
export function ScheduleDrawer({ schedule, onClose }: { schedule: Schedule | undefined; onClose: () => void }) {
  const [today] = useState(() => localMoment(Date.now()).slice(0, 10));
  const [draft, setDraft] = useState(() => draftOf(schedule, today, Intl.DateTimeFormat().resolvedOptions().timeZone));
  const change = (part: Partial<ScheduleDraft>) => setDraft({ ...draft, ...part });
  const { run, isRunning, failure } = useChange(
    (written: ScheduleDraft) => {
      const body = scheduleRequest(written);
      if (schedule === undefined) return api.POST('/on-call-schedules', { body: { ...body, name: written.name } });
      return api.PATCH('/on-call-schedules/{name}', { params: { path: { name: schedule.name } }, body });
    },
    { topics: ['alerts', 'configuration'], done: `${draft.name} is kept`, showsFailure: true, onDone: onClose },
  );
  return (
    <FormDrawer
      title={schedule === undefined ? 'New on-call schedule' : `Change ${schedule.name}`}
      size="xl"
      verb="Keep"
      isRunning={isRunning}
      failure={failure}
      shown={['name', 'description', 'time_zone', ...draft.layers.flatMap((_, at) => layerPaths(at))]}
      onSubmit={() => run(draft)}
      onClose={onClose}
    >
      {schedule === undefined && (
        <TextInput
          label="Name"
          description="What escalation policies call it: small letters, digits, - and _"
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
      <Autocomplete
        label="Time zone"
        description="By its clock turns begin and hours are meant"
        data={TIME_ZONES}
        limit={30}
        value={draft.time_zone}
        error={faultAt(failure, 'time_zone')}
        onChange={(time_zone) => change({ time_zone })}
      />
      {draft.layers.map((layer, at) => (
        <LayerFields
          // Layers have nothing that tells them apart but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          key={at}
          layer={layer}
          at={at}
          failure={failure}
          onChange={(next) => change({ layers: draft.layers.map((one, index) => (index === at ? next : one)) })}
          onRemove={
            draft.layers.length > 1
              ? () => change({ layers: draft.layers.filter((_, index) => index !== at) })
              : undefined
          }
        />
      ))}
      {draft.layers.length < MOST_LAYERS && (
        <Button variant="default" onClick={() => change({ layers: [...draft.layers, newLayer(today)] })}>
          Another layer: where it applies, it comes before those above
        </Button>
      )}
    </FormDrawer>
  );
}

function layerPaths(at: number): string[] {
  return ['participants', 'starts_on', 'handoff_time', 'every', 'unit', 'restrictions'].map(
    (field) => `layers[${at}].${field}`,
  );
}
