import { ActionIcon, Menu } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Severity } from '../api/alert.js';
import type { Answer } from '../api/use-get.js';
import type { Quantity } from '../format/quantity.js';
import { Icon } from '../state/icon.js';
import { StateIcon } from '../state/state-icon.js';
import { Ago } from '../time/moment.js';
import styles from './panel.module.css';

const ApiCallDialog = lazy(async () => ({ default: (await import('./api-call-dialog.js')).ApiCallDialog }));

interface PanelProps {
  title: string;
  /** The one figure of this panel, large. */
  quantity?: Quantity;
  /** What the figure is of: "last 30 s". */
  caption?: string;
  /** The state of the panel now: the severity of the alert that fires on it. */
  tone?: Severity;
  /** Whether the figure is of a moment in the past, so that the state does not colour it. */
  past?: boolean;
  /** What it shows: the panel says when that was updated and by which call. */
  answer?: Pick<Answer<unknown>, 'updatedAt' | 'call' | 'failure' | 'data' | 'refetch'>;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** More entries of its menu. */
  menu?: ReactNode;
  /** Whether its content reaches the panel's edges. */
  flush?: boolean;
  children?: ReactNode;
}

/** A titled box with what belongs together in it. */
export function Panel({
  title,
  quantity,
  caption,
  tone,
  past = false,
  answer,
  actions,
  menu,
  flush,
  children,
}: PanelProps) {
  const [isCallOpen, setIsCallOpen] = useState(false);
  return (
    <section className={styles.panel} aria-label={title} data-tone={tone} data-alerting={tone !== undefined}>
      <header className={styles.header}>
        <h2>
          {tone !== undefined && <StateIcon tone={tone} size={16} />}
          {title}
        </h2>
        <div className={styles.tools}>
          {actions}
          {(answer !== undefined || menu !== undefined) && (
            <Menu position="bottom-end" shadow="md">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`More about ${title}`}>
                  <Icon name="more" />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {answer !== undefined && answer.updatedAt > 0 && (
                  <Menu.Label>
                    Updated <Ago at={answer.updatedAt} />
                  </Menu.Label>
                )}
                {menu}
                {answer !== undefined && (
                  <>
                    <Menu.Item leftSection={<Icon name="refresh" />} onClick={answer.refetch}>
                      Ask again now
                    </Menu.Item>
                    <Menu.Item leftSection={<Icon name="code" />} onClick={() => setIsCallOpen(true)}>
                      Show the API call
                    </Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
        {quantity !== undefined && (
          <p className={styles.figure} data-past={past}>
            <span className={styles.number}>{quantity.text}</span>
            {quantity.unit !== '' && <span className={styles.unit}>{quantity.unit}</span>}
            {caption !== undefined && <span className={styles.caption}>{caption}</span>}
          </p>
        )}
      </header>
      {answer?.failure !== undefined && answer.data !== undefined && (
        <p className={styles.old} data-tone="warning" title={answer.failure.message}>
          <StateIcon tone="warning" size={14} /> Not live: of <Ago at={answer.updatedAt} />
        </p>
      )}
      <div className={styles.content} data-flush={flush}>
        {children}
      </div>
      <Suspense>
        {answer !== undefined && isCallOpen && (
          <ApiCallDialog call={answer.call} onClose={() => setIsCallOpen(false)} />
        )}
      </Suspense>
    </section>
  );
}
