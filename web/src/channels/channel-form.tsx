import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, type ReactNode, useState } from 'react';
import editor from '../alert-rules/editor/editor.module.css';
import { faultsElsewhere } from '../alert-rules/editor/faults.js';
import type { ApiFailure } from '../api/failure.js';
import { Failure } from '../panel/answer-view.js';
import { type ChannelDraft, wordsOfChannel } from './channel-draft.js';
import { ChannelFields } from './channel-fields.js';
import styles from './channels.module.css';
import { MessagePreviewPanel } from './message-preview.js';
import { useMessagePreview } from './use-message-preview.js';

interface ChannelFormProps {
  draft: ChannelDraft;
  onChange: (draft: ChannelDraft) => void;
  known: Readonly<Record<string, string>>;
  failure: ApiFailure | undefined;
  isSaving: boolean;
  onSave: () => void;
  verb: string;
  canSave?: boolean;
  /** Above the fields: name and type, where they are still to be chosen. */
  head?: ReactNode;
  /** Above the preview: what else there is to know of the channel. */
  aside?: ReactNode;
  /** Beside the button that saves. */
  children?: ReactNode;
}

const FIELDS = [
  'name',
  'type',
  'settings',
  'secrets',
  'messages_per_minute',
  'grouping',
  'title_template',
  'text_template',
];
const PAUSE_MS = 400;

/** The form of a channel, with what it would send beside it. Nothing that was typed is lost when saving fails. */
export function ChannelForm(props: ChannelFormProps) {
  const { draft, onChange, known, failure, isSaving, onSave, verb, canSave = true, head, aside, children } = props;
  const [event, setEvent] = useState<'firing' | 'resolved'>('firing');
  const [alertId, setAlertId] = useState<string>();
  const [settled] = useDebouncedValue(draft, PAUSE_MS);
  const preview = useMessagePreview(wordsOfChannel(settled), event, alertId);
  const saving = failure?.faults ?? [];
  const faults = [
    ...saving,
    ...(preview.failure?.faults ?? []).filter(({ path }) => !saving.some((fault) => fault.path === path)),
  ];
  const save = (submitted: FormEvent) => {
    submitted.preventDefault();
    onSave();
  };
  return (
    <form onSubmit={save} noValidate className={styles.columns} aria-label="Channel">
      <div className={styles.stack}>
        {head}
        <ChannelFields
          draft={draft}
          set={(changes) => onChange({ ...draft, ...changes })}
          faults={faults}
          known={known}
        />
        <div className={editor.save}>
          <Button type="submit" loading={isSaving} disabled={!canSave}>
            {verb}
          </Button>
          {children}
          {failure !== undefined && saving.length === 0 && <Failure failure={failure} />}
          {failure !== undefined && saving.length > 0 && (
            <p className={editor.fault} role="alert">
              Not saved: {failure.message} See the fields marked red.
            </p>
          )}
          {faultsElsewhere(faults, FIELDS).map(({ path, message }) => (
            <p key={path + message} className={editor.fault}>
              <code>{path}</code> {message}
            </p>
          ))}
        </div>
      </div>
      <div className={styles.stack}>
        {aside}
        <MessagePreviewPanel
          preview={preview}
          event={event}
          onEvent={setEvent}
          alertId={alertId}
          onAlert={setAlertId}
        />
      </div>
    </form>
  );
}
