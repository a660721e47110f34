import { Button } from '@mantine/core';
import { useCallback } from 'react';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { Empty, Failure } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { Icon } from '../../state/icon.js';
import { StateBadge } from '../../state/state-badge.js';
import { LineTools } from '../lines/line-tools.js';
import { LogLines } from '../lines/log-lines.js';
import { useLineLook } from '../lines/use-line-look.js';
import { useOpenLines } from '../lines/use-open-lines.js';
import { filterOf } from '../log-search.js';
import { useLogSearch } from '../use-log-search.js';
import type { TailState } from './log-tail.js';
import { MAX_TAIL_LINES } from './tail-lines.js';
import styles from './tail-view.module.css';
import { useLogTail } from './use-log-tail.js';

/** The log as it comes in, newest at the end. */
export function TailView() {
  const { search } = useLogSearch();
  const look = useLineLook();
  const filter = filterOf(search);
  const { tail, shown, isFollowing, follow } = useLogTail(filter);
  const { open, toggle } = useOpenLines(JSON.stringify(filter));
  const waiting = tail.count - shown.count;

  const onLeaveEnd = useCallback(() => follow(false), [follow]);
  const onToggle = useCallback(
    (id: string) => {
      follow(false);
      toggle(id);
    },
    [follow, toggle],
  );

  return (
    <Panel
      title="Live tail"
      flush
      actions={
        <>
          <TailFacts tail={tail} />
          <LineTools />
          <Button
            variant={isFollowing ? 'default' : 'filled'}
            size="compact-sm"
            leftSection={<Icon name={isFollowing ? 'pause' : 'play'} size={14} />}
            onClick={() => follow(!isFollowing)}
          >
            {isFollowing ? 'Pause' : 'Follow'}
          </Button>
        </>
      }
    >
      {tail.failure !== undefined && <Failure failure={tail.failure} />}
      <div className={styles.view}>
        <LogLines
          label="Lines as they come in"
          lines={shown.lines}
          look={look}
          open={open}
          onToggle={onToggle}
          isFollowing={isFollowing}
          onLeaveEnd={onLeaveEnd}
          footer={
            shown.lines.length === 0 ? (
              <Empty title="Nothing came in yet">
                <p>A line shows within two seconds of being sent.</p>
              </Empty>
            ) : undefined
          }
        />
        {waiting > 0 && (
          <Button
            className={styles.waiting}
            size="compact-sm"
            onClick={() => follow(true)}
            leftSection={<Icon name="down" />}
          >
            {spell(formatCount(waiting))} new {waiting === 1 ? 'line' : 'lines'}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function TailFacts({ tail: { stage, count, leftOut, breaks } }: { tail: TailState }) {
  return (
    <>
      {stage === 'live' && <StateBadge tone="good">Live</StateBadge>}
      {stage === 'connecting' && <StateBadge tone="pending">Connecting</StateBadge>}
      {stage === 'broken' && <StateBadge tone="warning">Connecting again</StateBadge>}
      <span className={styles.fact} data-count={count} data-left-out={leftOut}>
        {spell(formatCount(count))} came in
        {count > MAX_TAIL_LINES && `, the newest ${MAX_TAIL_LINES} are kept`}
      </span>
      {leftOut > 0 && (
        <span title="More came in at once than a tail shows; the list has them.">
          <StateBadge tone="warning">{spell(formatCount(leftOut))} left out</StateBadge>
        </span>
      )}
      {breaks > 0 && (
        <span title="Lines that came in between are not shown; the list has them.">
          <StateBadge tone="warning">Interrupted {breaks === 1 ? 'once' : `${breaks} times`}</StateBadge>
        </span>
      )}
    </>
  );
}
