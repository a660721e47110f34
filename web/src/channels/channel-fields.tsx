import { Textarea, TextInput } from '@mantine/core';
import editor from '../alert-rules/editor/editor.module.css';
import { type Faults, faultAt } from '../alert-rules/editor/faults.js';
import { FigureInput } from '../alert-rules/editor/figure-input.js';
import { PairsField } from '../alert-rules/editor/pairs-field.js';
import { Panel } from '../panel/panel.js';
import { CHANNEL_SHAPES } from './channel.js';
import type { ChannelDraft } from './channel-draft.js';
import { GroupingFields } from './grouping-fields.js';
import { SecretField } from './secret-field.js';
import { SettingField } from './setting-field.js';

interface ChannelFieldsProps {
  draft: ChannelDraft;
  set: (changes: Partial<ChannelDraft>) => void;
  faults: Faults;
  /** `set` or `not set` for each secret that the channel has already. */
  known: Readonly<Record<string, string>>;
}

/** Everything that a channel can be told, but for its name and type. */
export function ChannelFields({ draft, set, faults, known }: ChannelFieldsProps) {
  const { settings, secrets, headers, removed } = draft;
  const shape = CHANNEL_SHAPES[draft.type];
  return (
    <>
      <Panel title="Where it leads">
        <div className={editor.section}>
          <div className={editor.row}>
            {shape.settings.map((field) => (
              <SettingField
                key={field.name}
                field={field}
                value={settings[field.name] ?? ''}
                onChange={(value) => set({ settings: { ...settings, [field.name]: value } })}
                error={faultAt(faults, `settings.${field.name}`)}
              />
            ))}
          </div>
          {shape.secrets.map((field) =>
            field.form === 'headers' ? (
              <PairsField
                key={field.name}
                title={field.label}
                noun="header"
                description={`${field.about ?? ''}. Kept encrypted and never shown${known.headers === 'set' ? '; some are set: new ones replace them all' : ''}.`}
                pairs={headers}
                onChange={(next) => set({ headers: next })}
                error={faultAt(faults, 'secrets.headers')}
              />
            ) : (
              <SecretField
                key={field.name}
                field={field}
                isSet={known[field.name] === 'set'}
                isRemoved={removed.includes(field.name)}
                value={secrets[field.name] ?? ''}
                onChange={(value) => set({ secrets: { ...secrets, [field.name]: value } })}
                onRemove={(isRemoved) =>
                  set({
                    removed: isRemoved ? [...removed, field.name] : removed.filter((name) => name !== field.name),
                  })
                }
                error={faultAt(faults, `secrets.${field.name}`)}
              />
            ),
          )}
        </div>
      </Panel>
      <Panel title="How much it tells">
        <div className={editor.section}>
          <GroupingFields grouping={draft.grouping} onChange={(grouping) => set({ grouping })} faults={faults} />
          <div className={editor.row}>
            <FigureInput
              label="Messages a minute at most"
              description="More wait; none is lost. Empty: no limit"
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={draft.messages_per_minute}
              onChange={(messages_per_minute) => set({ messages_per_minute })}
              error={faultAt(faults, 'messages_per_minute')}
            />
          </div>
        </div>
      </Panel>
      {draft.type !== 'webhook' && (
        <Panel title="Words">
          <div className={editor.section}>
            <TextInput
              label="Title"
              placeholder="the usual: [CRITICAL] Service Down (service=billing)"
              value={draft.title_template}
              onChange={({ currentTarget }) => set({ title_template: currentTarget.value })}
              error={faultAt(faults, 'title_template')}
            />
            <Textarea
              label="Text"
              placeholder="the usual list of facts"
              rows={5}
              value={draft.text_template}
              onChange={({ currentTarget }) => set({ text_template: currentTarget.value })}
              error={faultAt(faults, 'text_template')}
            />
            <p className={editor.hint}>
              Names in double braces are replaced: <code>{'{{alert.name}}'}</code>, <code>{'{{alert.value}}'}</code>,{' '}
              <code>{'{{alert.tags.service}}'}</code>, <code>{'{{headline}}'}</code>, <code>{'{{facts}}'}</code>.{' '}
              <code>{'{{#firing}}…{{/firing}}'}</code> is kept while the alert fires,{' '}
              <code>{'{{#resolved}}…{{/resolved}}'}</code> when it is over.
            </p>
          </div>
        </Panel>
      )}
    </>
  );
}
