import { API } from '../../api/request.js';
import { useGet } from '../../api/use-get.js';
import { spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import styles from './event-view.module.css';

/** The files that came with an event, to be saved: no browser opens them. */
export function Attachments({ errorId }: { errorId: string }) {
  const answer = useGet('/errors/{error_id}/attachments', { path: { error_id: errorId } });
  if (answer.failure === undefined && (answer.data === undefined || answer.data.items.length === 0)) return null;
  return (
    <AnswerPanel title="Attachments" answer={answer}>
      {({ items }) => (
        <ul className={styles.attachments}>
          {items.map(({ attachment_id: id, name, content_type: type, size_bytes: size }) => (
            <li key={id}>
              <a
                href={`${API}/errors/${encodeURIComponent(errorId)}/attachments/${encodeURIComponent(id)}`}
                download={name}
                rel="noreferrer"
              >
                {name}
              </a>{' '}
              <span className={styles.small}>
                {type}, {spell(formatBytes(size))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </AnswerPanel>
  );
}
