import { Button, NumberInput, Switch } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/request.js';
import { useChange } from '../../api/use-change.js';
import { StateIcon } from '../../state/state-icon.js';
import styles from './configuration-form.module.css';
import { changesOf, type Draft, faultOf } from './draft-changes.js';
import { type Configuration, SETTINGS, type SettingInfo, type SettingName, spellSetting } from './known-settings.js';

interface ConfigurationFormProps {
  configuration: Configuration;
  settings: readonly SettingInfo[];
}

/** Every setting with its value; what was typed is sent together, and each refusal stands at its field. */
export function ConfigurationForm({ configuration: read, settings }: ConfigurationFormProps) {
  const [draft, setDraft] = useState<Draft>({});
  // What the change answered is in force until the settings have been read anew.
  const [saved, setSaved] = useState<{ readonly instead: Configuration; readonly answer: Configuration }>();
  const configuration = saved?.instead === read ? saved.answer : read;
  const change = useChange((body: Partial<Configuration>) => api.PATCH('/config', { body }), {
    topics: ['configuration', 'audit'],
    done: 'Settings saved: in force now, within seconds on every replica',
    onDone: (answer) => {
      setSaved({ instead: read, answer });
      setDraft({});
    },
    showsFailure: true,
  });
  const { patch, faults, count } = changesOf(draft, configuration, settings);
  const refusals = change.failure?.faults ?? [];
  const names = Object.keys(SETTINGS) as SettingName[];
  const isOfNoField = change.failure !== undefined && !names.some((name) => faultOf(refusals, name) !== undefined);

  function type(name: SettingName, value: string | number | boolean): void {
    change.reset();
    setDraft({ ...draft, [name]: value });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (Object.keys(faults).length === 0 && count > 0) change.run(patch);
  }

  return (
    <form onSubmit={submit} noValidate>
      <ul className={styles.settings}>
        {names.map((name) => (
          <li key={name}>
            <Setting
              name={name}
              info={settings.find((setting) => setting.name === name)}
              value={draft[name] ?? configuration[name]}
              fault={faults[name] ?? faultOf(refusals, name)}
              onType={(value) => type(name, value)}
            />
          </li>
        ))}
      </ul>
      {isOfNoField && (
        <p className={styles.fault} role="alert" data-tone="critical">
          <StateIcon tone="critical" size={15} /> {change.failure?.message}
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" disabled={count === 0} loading={change.isRunning}>
          {count > 1 ? `Save ${count} changes` : 'Save'}
        </Button>
        <Button
          variant="default"
          disabled={count === 0}
          onClick={() => {
            change.reset();
            setDraft({});
          }}
        >
          Undo
        </Button>
        <span className={styles.note}>Changes outlive a restart and are put on the audit trail.</span>
      </div>
    </form>
  );
}

interface SettingProps {
  name: SettingName;
  info: SettingInfo | undefined;
  value: string | number | boolean;
  fault: string | undefined;
  onType: (value: string | number | boolean) => void;
}

function Setting({ name, info, value, fault, onType }: SettingProps) {
  const { label, meaning, unit } = SETTINGS[name];
  return (
    <>
      {typeof value === 'boolean' ? (
        <Switch
          label={label}
          description={meaning}
          error={fault}
          checked={value}
          onChange={({ currentTarget }) => onType(currentTarget.checked)}
        />
      ) : (
        <NumberInput
          label={label}
          description={meaning}
          error={fault}
          value={value}
          onChange={onType}
          clampBehavior="none"
          hideControls
          rightSection={unit !== undefined && <span className={styles.unit}>{unit}</span>}
          rightSectionWidth={unit === undefined ? undefined : 76}
          maw={360}
        />
      )}
      {info !== undefined && (
        <p className={styles.note}>
          {info.minimum !== null && `${info.minimum} to ${info.maximum}; `}
          default {spellSetting(name, info.default_value)}, by <code>{info.variable}</code>
        </p>
      )}
    </>
  );
}
