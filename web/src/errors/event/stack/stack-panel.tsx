import { Button, SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Panel } from '../../../panel/panel.js';
import type { ErrorEvent, ErrorException } from '../../group/group.js';
import { ExceptionView } from './exception-view.js';
import { isMapped, rawFrame } from './source-lines.js';
import styles from './stack.module.css';
import { readStackLines, stackText } from './stack-text.js';

const route = getRouteApi('/errors/$groupId');
const STACKS = [
  { value: 'source', label: 'Source' },
  { value: 'raw', label: 'As it was sent' },
] as const;

/** Where an event happened in the code: each exception with its calls and their source, or the text that was sent. */
export function StackPanel({ event }: { event: ErrorEvent }) {
  const { stack = 'source' } = route.useSearch();
  const navigate = route.useNavigate();
  const [isAllOpen, setIsAllOpen] = useState(false);
  const { exceptions, stack_trace: text } = event;
  const hasFrames = exceptions?.some(({ frames }) => frames.length > 0) ?? false;
  const hasMaps = exceptions?.some(({ frames }) => isMapped(frames)) ?? false;
  if (!hasFrames && text === null && (exceptions?.length ?? 0) < 2) {
    return (
      <Panel title="Stack">
        <p className={styles.none}>It came without a stack.</p>
      </Panel>
    );
  }
  const isRaw = stack === 'raw';
  return (
    <Panel
      title="Stack"
      actions={
        <>
          {hasFrames && (hasMaps || text !== null) && (
            <SegmentedControl
              size="xs"
              aria-label="How the stack is shown"
              data={[...STACKS]}
              value={stack}
              onChange={(next) =>
                void navigate({
                  search: (before) => ({ ...before, stack: next === 'raw' ? 'raw' : undefined }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          )}
          {hasFrames && !(isRaw && !hasMaps) && (
            <Button variant="default" size="compact-xs" onClick={() => setIsAllOpen(!isAllOpen)}>
              {isAllOpen ? 'Fold libraries' : 'All calls'}
            </Button>
          )}
        </>
      }
    >
      {hasFrames && !(isRaw && !hasMaps) ? (
        (exceptions ?? []).map((exception, index) => (
          <ExceptionView
            key={`${isAllOpen} ${stack} ${index.toString()}`}
            exception={isRaw ? rawException(exception) : exception}
            isCause={index > 0}
            isAllOpen={isAllOpen}
          />
        ))
      ) : (
        <StackLines text={stackText(event, 'raw') ?? ''} />
      )}
    </Panel>
  );
}

function rawException(exception: ErrorException): ErrorException {
  return { ...exception, frames: exception.frames.map(rawFrame) };
}

/** A stack that came as text: lines of libraries stand back. */
function StackLines({ text }: { text: string }) {
  return (
    <section className={styles.text} aria-label="Stack as text" tabIndex={0}>
      {readStackLines(text).map(({ text: line, number, isLibrary }) => (
        <div key={number} data-library={isLibrary}>
          {line || ' '}
        </div>
      ))}
    </section>
  );
}
