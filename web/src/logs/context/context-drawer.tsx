import { Button, Drawer } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Failure } from '../../panel/answer-view.js';
import { Icon, type IconName } from '../../state/icon.js';
import { LogLine } from '../lines/log-line.js';
import { useLineLook } from '../lines/use-line-look.js';
import { useOpenLines } from '../lines/use-open-lines.js';
import { useLogSearch } from '../use-log-search.js';
import styles from './context-drawer.module.css';
import { useLogContext } from './use-log-context.js';

/** A line among those that its service wrote before and after it, whatever the page is filtered by. */
export function ContextDrawer({ id }: { id: string }) {
  const { change } = useLogSearch();
  return (
    <Drawer
      opened
      onClose={() => change({ line: undefined })}
      size="min(1100px, 100%)"
      title="Line in its context"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ContextLines key={id} id={id} />
    </Drawer>
  );
}

function ContextLines({ id }: { id: string }) {
  const { lines, record, failure, retry, loadEarlier, loadLater } = useLogContext(id);
  const look = useLineLook();
  const { open, toggle } = useOpenLines(id);
  const list = useRef<HTMLDivElement>(null);
  useStayingInPlace(list, lines?.[0]?.log_id, id);
  if (lines === undefined || record === undefined) {
    if (failure !== undefined) return <Failure failure={failure} onRetry={retry} />;
    return <p role="status">Loading the lines around it …</p>;
  }
  return (
    <>
      <p className={styles.about}>
        What <strong>{record.service}</strong> wrote before and after, oldest first.
      </p>
      <div
        ref={list}
        className={styles.lines}
        role="region"
        aria-label={`Lines of ${record.service} around this one`}
        tabIndex={0}
      >
        <Edge icon="up" load={loadEarlier} isEnd={loadEarlier === undefined}>
          Earlier lines
        </Edge>
        {lines.map((line) => (
          <div key={line.log_id} data-id={line.log_id}>
            <LogLine
              record={line}
              look={look}
              isOpen={open.has(line.log_id)}
              isMarked={line.log_id === id}
              onToggle={toggle}
            />
          </div>
        ))}
        <Edge icon="down" load={loadLater} isEnd={loadLater === undefined}>
          Later lines
        </Edge>
      </div>
    </>
  );
}

interface EdgeProps {
  icon: IconName;
  load: (() => void) | undefined;
  isEnd: boolean;
  children: ReactNode;
}

function Edge({ icon, load, isEnd, children }: EdgeProps) {
  return (
    <div className={styles.edge}>
      <Button variant="default" size="compact-sm" leftSection={<Icon name={icon} />} disabled={isEnd} onClick={load}>
        {children}
      </Button>
    </div>
  );
}

/** Brings the line into the middle at first; later keeps what is in view where it is when lines come before it. */
function useStayingInPlace(list: React.RefObject<HTMLElement | null>, firstId: string | undefined, id: string): void {
  const before = useRef<{ firstId: string; height: number }>(undefined);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || firstId === undefined) return;
    if (before.current === undefined) {
      element.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' });
    } else if (before.current.firstId !== firstId) {
      element.scrollTop += element.scrollHeight - before.current.height;
    }
    before.current = { firstId, height: element.scrollHeight };
  });
}
