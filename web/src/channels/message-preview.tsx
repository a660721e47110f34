import { SegmentedControl, Select } from '@mantine/core';
import editor from '../alert-rules/editor/editor.module.css';
import { spellTags } from '../alert-rules/preview/firing-spans.js';
import { useGet } from '../api/use-get.js';
import { Failure } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { Snippet } from '../snippet/snippet.js';
import styles from './channels.module.css';
import type { useMessagePreview } from './use-message-preview.js';

interface MessagePreviewPanelProps {
  preview: ReturnType<typeof useMessagePreview>;
  event: 'firing' | 'resolved';
  onEvent: (event: 'firing' | 'resolved') => void;
  alertId: string | undefined;
  onAlert: (alertId: string | undefined) => void;
}

const RECENT = 20;

/** What a channel would send: the words where it sends words, else the document. */
export function MessagePreviewPanel({ preview, event, onEvent, alertId, onAlert }: MessagePreviewPanelProps) {
  const alerts = useGet('/alerts', { query: { limit: RECENT, status: 'firing,resolved' as never } });
  const choices = (alerts.data?.items ?? []).map(({ alert_id, name, tags }) => {
    const about = spellTags(tags);
    return { value: alert_id, label: `${name}${about === '' ? '' : ` (${about})`}`.slice(0, 120) };
  });
  const { content, failure } = preview;
  return (
    <Panel title="What it would send">
      <div className={editor.row}>
        <Select
          label="About"
          placeholder="a made-up alert"
          data={choices}
          value={alertId ?? null}
          onChange={(next) => onAlert(next ?? undefined)}
          clearable
        />
        <SegmentedControl
          aria-label="What is told"
          data={[
            { value: 'firing', label: 'It fires' },
            { value: 'resolved', label: 'It is over' },
          ]}
          value={event}
          onChange={onEvent}
        />
      </div>
      {failure !== undefined && failure.faults.length === 0 && <Failure failure={failure} />}
      {failure !== undefined && failure.faults.length > 0 && (
        <p className={styles.small} role="status">
          It cannot be shown like this: see the fields marked red.
        </p>
      )}
      {content !== undefined && failure === undefined && <Content content={content} />}
    </Panel>
  );
}

/** Mails and text messages as they are read; HTML is left out, for it says the same as the text. */
function Content({ content }: { content: Readonly<Record<string, unknown>> }) {
  const { subject, text, html: _, ...rest } = content;
  const isWords = typeof text === 'string' && Object.keys(rest).length === 0;
  if (!isWords) return <Snippet label="JSON" code={JSON.stringify(content, null, 2)} />;
  return (
    <>
      {typeof subject === 'string' && (
        <p className={styles.line}>
          <b>{subject}</b>
        </p>
      )}
      <pre className={styles.answer}>{text}</pre>
    </>
  );
}
