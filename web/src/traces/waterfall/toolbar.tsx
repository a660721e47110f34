import { ActionIcon, Button, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { DraftInput } from '../../filters/draft-input.js';
import { Icon } from '../../state/icon.js';
import { zoomed } from './time-window.js';
import styles from './toolbar.module.css';
import type { WaterfallState } from './use-waterfall.js';

interface ToolbarProps {
  state: WaterfallState;
  find: string | undefined;
  onFind: (text: string | undefined) => void;
  /** Ids of the spans that have the text, in their order. */
  found: readonly string[];
  selected: string | undefined;
  onSelect: (spanId: string) => void;
  isGrowing: boolean;
}

/** What can be done with the waterfall: look for spans, open and close, zoom. */
export function Toolbar({ state, find, onFind, found, selected, onSelect, isGrowing }: ToolbarProps) {
  const [at, setAt] = useState(-1);
  const { whole, window, openness } = state;
  const isWhole = window.from === whole.from && window.to === whole.to;
  const current = found.indexOf(selected ?? '');

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text starts from the beginning
  useEffect(() => setAt(-1), [find]);

  function go(step: 1 | -1): void {
    if (found.length === 0) return;
    const from = current >= 0 ? current : at;
    const next = (from + step + found.length) % found.length;
    setAt(next);
    onSelect(found[next]!);
  }

  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Waterfall">
      <div className={styles.find}>
        <DraftInput
          aria-label="Find in this trace"
          placeholder="Find in this trace"
          value={find}
          onCommit={onFind}
          leftSection={<Icon name="search" size={14} />}
          size="xs"
          onKeyUp={(event) => event.key === 'Enter' && go(event.shiftKey ? -1 : 1)}
        />
        {find !== undefined && (
          <>
            <span className={styles.count} role="status">
              {found.length === 0
                ? isGrowing
                  ? 'looking'
                  : 'none'
                : `${current >= 0 ? current + 1 : '–'} of ${found.length}`}
            </span>
            <ActionIcon
              variant="default"
              size={28}
              aria-label="Previous match"
              onClick={() => go(-1)}
              disabled={found.length === 0}
            >
              <Icon name="up" size={14} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size={28}
              aria-label="Next match"
              onClick={() => go(1)}
              disabled={found.length === 0}
            >
              <Icon name="down" size={14} />
            </ActionIcon>
          </>
        )}
      </div>
      <Switch
        size="xs"
        label="Critical path only"
        checked={openness.onlyCritical}
        onChange={({ currentTarget }) => state.setOnlyCritical(currentTarget.checked)}
      />
      <div className={styles.buttons}>
        <Button variant="default" size="compact-xs" onClick={state.expandAll}>
          Expand all
        </Button>
        <Button variant="default" size="compact-xs" onClick={state.collapseAll}>
          Collapse all
        </Button>
        <ActionIcon
          variant="default"
          size={24}
          aria-label="Zoom in"
          onClick={() => state.setWindow(zoomed(whole, window, 0.5, 0.5))}
        >
          <Icon name="plus" size={14} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={24}
          aria-label="Zoom out of the trace"
          disabled={isWhole}
          onClick={() => state.setWindow(zoomed(whole, window, 0.5, 2))}
        >
          <Icon name="zoom-out" size={14} />
        </ActionIcon>
        <Button variant="default" size="compact-xs" disabled={isWhole} onClick={() => state.setWindow(whole)}>
          Whole trace
        </Button>
      </div>
    </div>
  );
}
