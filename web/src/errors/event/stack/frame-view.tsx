import { useState } from 'react';
import { Icon } from '../../../state/icon.js';
import { Tag } from '../../../state/state-badge.js';
import type { StackFrame } from '../../group/group.js';
import { placeOf, shortFile, sourceLines } from './source-lines.js';
import styles from './stack.module.css';

/** One call: what was called and where, and the source around it when it is opened. */
export function FrameView({ frame, isOpenAtFirst }: { frame: StackFrame; isOpenAtFirst: boolean }) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const lines = sourceLines(frame);
  const hasMore = lines.length > 0 || frame.minified !== undefined;
  const head = (
    <>
      <span className={styles.function}>{frame.function ?? '(anonymous)'}</span>
      <span className={styles.place} title={placeOf(frame)}>
        {shortFile(frame.file)}
        {frame.line !== null && <b>:{frame.line}</b>}
        {frame.line !== null && frame.column !== null && `:${frame.column}`}
      </span>
      {frame.in_app && <Tag title="The service’s own code">own</Tag>}
    </>
  );
  return (
    <div className={styles.frame} data-own={frame.in_app}>
      {hasMore ? (
        <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <Icon name={isOpen ? 'down' : 'right'} size={13} />
          {head}
        </button>
      ) : (
        <div className={styles.head}>
          <span className={styles.noSource} />
          {head}
        </div>
      )}
      {isOpen && lines.length > 0 && (
        <section className={styles.source} aria-label={`Source of ${placeOf(frame)}`} tabIndex={0}>
          {lines.map(({ number, text, offset, isCall }) => (
            <div key={offset} className={styles.line} data-call={isCall} aria-current={isCall || undefined}>
              <span className={styles.number}>{number ?? ''}</span>
              <code>{text === '' ? ' ' : text}</code>
            </div>
          ))}
        </section>
      )}
      {isOpen && frame.minified !== undefined && (
        <p className={styles.minified}>
          As it was sent: <code>{frame.minified.function ?? '(anonymous)'}</code> at{' '}
          <code>{placeOf(frame.minified)}</code>
        </p>
      )}
    </div>
  );
}
