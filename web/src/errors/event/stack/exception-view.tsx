import { useState } from 'react';
import { Icon } from '../../../state/icon.js';
import type { ErrorException, StackFrame } from '../../group/group.js';
import { countOf } from '../../group/group-title.js';
import { foldFrames, librariesOf, openedFrame } from './fold-frames.js';
import { FrameView } from './frame-view.js';
import styles from './stack.module.css';

interface ExceptionViewProps {
  exception: ErrorException;
  /** Whether it caused the one above. */
  isCause: boolean;
  /** Whether calls of libraries are not folded. */
  isAllOpen: boolean;
}

/** An exception with its calls, the innermost first; those of libraries folded between the service's own. */
export function ExceptionView({ exception: { type, message, frames }, isCause, isAllOpen }: ExceptionViewProps) {
  const opened = openedFrame(frames);
  return (
    <section className={styles.exception} aria-label={isCause ? `Caused by ${type}` : type}>
      <h3 className={styles.type}>
        {isCause && <span className={styles.cause}>Caused by</span>} {type}
      </h3>
      {message !== '' && <p className={styles.message}>{message}</p>}
      <ol className={styles.frames} aria-label="Calls, the innermost first">
        {foldFrames(frames).map((fold) =>
          fold.kind === 'own' ? (
            <li key={fold.at}>
              <FrameView frame={fold.frame} isOpenAtFirst={fold.at === opened} />
            </li>
          ) : (
            <Libraries key={fold.at} frames={fold.frames} isOpenAtFirst={isAllOpen} />
          ),
        )}
      </ol>
    </section>
  );
}

function Libraries({ frames, isOpenAtFirst }: { frames: readonly StackFrame[]; isOpenAtFirst: boolean }) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const libraries = librariesOf(frames).join(', ');
  return (
    <>
      <li>
        <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <Icon name={isOpen ? 'down' : 'right'} size={13} />
          <span>
            {countOf(frames.length, 'call')} {libraries === '' ? 'of libraries' : `in ${libraries}`}
          </span>
        </button>
      </li>
      {isOpen &&
        frames.map((frame, index) => (
          <li key={`${frame.file} ${frame.line} ${index.toString()}`}>
            <FrameView frame={frame} isOpenAtFirst={false} />
          </li>
        ))}
    </>
  );
}
