import { ActionIcon, Button, Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import type { ApiFailure } from '../../api/failure.js';
import { Icon } from '../../state/icon.js';
import { faultAt, faultWithin } from '../form/faults.js';
import { FieldGroup, FieldRow } from '../form/form.js';
import { ChannelSelect } from './channel-select.js';
import styles from './layer-fields.module.css';
import { WEEKDAYS } from './rota-words.js';
import type { LayerDraft } from './schedule-draft.js';

const UNITS = [
  { value: 'day', label: 'days' },
  { value: 'week', label: 'weeks' },
];
const NIGHTS = { days: [1, 2, 3, 4, 5], from: '20:00', to: '06:00' };

interface LayerFieldsProps {
  layer: LayerDraft;
  /** Its place, 0 for the first. */
  at: number;
  failure: ApiFailure | undefined;
  onChange: (layer: LayerDraft) => void;
  onRemove: (() => void) | undefined;
}

/** The fields of one layer: who takes turns, how long a turn is, and when the layer applies. */
export function LayerFields({ layer, at, failure, onChange, onRemove }: LayerFieldsProps) {
  const path = `layers[${at}]`;
  const change = (part: Partial<LayerDraft>) => onChange({ ...layer, ...part });
  const { participants, restrictions } = layer;
  return (
    <FieldGroup legend={`Layer ${at + 1}`}>
      {participants.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing that tells them apart but their place
        <div key={index} className={styles.person}>
          <TextInput
            label={index === 0 ? 'Who takes turns' : 'and then'}
            required
            value={person.name}
            error={faultAt(failure, `${path}.participants[${index}].name`)}
            onChange={({ currentTarget }) =>
              change({ participants: replaced(participants, index, { ...person, name: currentTarget.value }) })
            }
          />
          <ChannelSelect
            label="Reached by"
            required
            value={person.channels}
            error={faultWithin(failure, `${path}.participants[${index}].channels`)}
            onChange={(channels) => change({ participants: replaced(participants, index, { ...person, channels }) })}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={`Take away person ${index + 1} of layer ${at + 1}`}
            disabled={participants.length === 1}
            onClick={() => change({ participants: participants.filter((_, other) => other !== index) })}
          >
            <Icon name="close" />
          </ActionIcon>
        </div>
      ))}
      <FieldRow>
        <NumberInput
          label="A turn takes"
          min={1}
          max={365}
          value={layer.every}
          error={faultAt(failure, `${path}.every`)}
          onChange={(every) => change({ every })}
        />
        <Select
          label="Unit"
          data={UNITS}
          allowDeselect={false}
          value={layer.unit}
          error={faultAt(failure, `${path}.unit`)}
          onChange={(unit) => change({ unit: unit as LayerDraft['unit'] })}
        />
        <TextInput
          type="time"
          label="Handed over at"
          value={layer.handoff_time}
          error={faultAt(failure, `${path}.handoff_time`)}
          onChange={({ currentTarget }) => change({ handoff_time: currentTarget.value })}
        />
        <TextInput
          type="date"
          label="First turn on"
          value={layer.starts_on}
          error={faultAt(failure, `${path}.starts_on`)}
          onChange={({ currentTarget }) => change({ starts_on: currentTarget.value })}
        />
      </FieldRow>
      {restrictions.map((hours, index) => (
        <Hours
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          key={index}
          hours={hours}
          label={`Hours ${index + 1} of layer ${at + 1}`}
          fault={faultWithin(failure, `${path}.restrictions[${index}]`)}
          onChange={(next) => change({ restrictions: replaced(restrictions, index, next) })}
          onRemove={() => change({ restrictions: restrictions.filter((_, other) => other !== index) })}
        />
      ))}
      <Group gap={8}>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => change({ participants: [...participants, { name: '', channels: [] }] })}
        >
          Another person
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => change({ restrictions: [...restrictions, NIGHTS] })}>
          Only at certain hours
        </Button>
        {onRemove !== undefined && (
          <Button variant="default" size="compact-sm" onClick={onRemove}>
            Take this layer away
          </Button>
        )}
      </Group>
    </FieldGroup>
  );
}

type HoursDraft = LayerDraft['restrictions'][number];

interface HoursProps {
  hours: HoursDraft;
  label: string;
  fault: string | undefined;
  onChange: (hours: HoursDraft) => void;
  onRemove: () => void;
}

function Hours({ hours, label, fault, onChange, onRemove }: HoursProps) {
  return (
    <div className={styles.hours} role="group" aria-label={label}>
      <Checkbox.Group
        label="On"
        value={hours.days.map(String)}
        onChange={(chosen) => onChange({ ...hours, days: chosen.map(Number) })}
      >
        <Group gap={10}>
          {WEEKDAYS.map((name, index) => (
            <Checkbox key={name} size="xs" value={String(index + 1)} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput
        type="time"
        label="From"
        value={hours.from}
        error={fault}
        onChange={({ currentTarget }) => onChange({ ...hours, from: currentTarget.value })}
      />
      <TextInput
        type="time"
        label="To"
        value={hours.to}
        onChange={({ currentTarget }) => onChange({ ...hours, to: currentTarget.value })}
      />
      <ActionIcon variant="default" size={36} aria-label={`Take away ${label}`} onClick={onRemove}>
        <Icon name="close" />
      </ActionIcon>
    </div>
  );
}

function replaced<T>(all: readonly T[], at: number, next: T): T[] {
  return all.map((one, index) => (index === at ? next : one));
}
