import { Button, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Icon } from '../../state/icon.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { filterOf, isFiltered, NO_FILTER } from '../log-search.js';
import { useLogSearch } from '../use-log-search.js';
import { ExportMenu } from './export-menu.js';
import { LineTools } from './line-tools.js';
import styles from './lines-view.module.css';
import { LogLines } from './log-lines.js';
import { useLineLook } from './use-line-look.js';
import { useLogPages } from './use-log-pages.js';
import { useOpenLines } from './use-open-lines.js';

/** The lines of the page's range, newest first. While somebody reads in them they stay where they are. */
export function LinesView() {
  const { search } = useLogSearch();
  const look = useLineLook();
  const filter = filterOf(search);
  const { range } = useTimeRange();
  const listKey = JSON.stringify([filter, range]);
  const { open, toggle } = useOpenLines(listKey);
  const [scrolled, setScrolled] = useState<string>();
  const isAway = scrolled === listKey;
  const isReading = isAway || open.size > 0 || search.line !== undefined;
  const { lines, answer, pageCount, hasMore, isLoadingMore, loadMore } = useLogPages(filter, isReading);
  const onScroll = useCallback(
    ({ scrollTop }: HTMLElement) => setScrolled(scrollTop > 0 ? listKey : undefined),
    [listKey],
  );
  return (
    <AnswerPanel
      title="Lines"
      answer={answer}
      flush
      actions={
        <>
          {(isReading || pageCount > 1) && <NewestButton />}
          <LineTools />
          <ExportMenu call={answer.call} />
        </>
      }
      isEmpty={(data) => data.length === 0}
      empty={<NoLines />}
      waitingHeight={400}
    >
      {() => (
        <LogLines
          key={listKey}
          label="Log lines, newest first"
          lines={lines}
          look={look}
          open={open}
          onToggle={toggle}
          onScroll={onScroll}
          onNearEnd={hasMore && isAway ? loadMore : undefined}
          footer={
            <div className={styles.footer}>
              {isLoadingMore ? (
                <Loader size="xs" aria-label="Loading older lines" />
              ) : hasMore ? (
                <Button variant="default" size="compact-sm" onClick={loadMore}>
                  Load older lines
                </Button>
              ) : (
                <span>All {lines.length} lines of this time are shown.</span>
              )}
            </div>
          }
        />
      )}
    </AnswerPanel>
  );
}

/** The list stands still while it is read; this brings it up to date. */
function NewestButton() {
  const client = useQueryClient();
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<Icon name="refresh" size={14} />}
      title="The list stands still while you read in it"
      onClick={() => void client.resetQueries({ queryKey: ['/logs', 'pages'] })}
    >
      Newest
    </Button>
  );
}

function NoLines() {
  const { search, change } = useLogSearch();
  if (isFiltered(search)) {
    return (
      <Empty title="No line fits in this time">
        <p>A longer time range or fewer filters may find some. Words are found from their beginnings.</p>
        <Button variant="default" size="compact-sm" w="fit-content" onClick={() => change(NO_FILTER)}>
          Clear the filters
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title="No lines in this time">
      <p>
        Services send lines by <code>POST /api/v1/monitoring/logs</code>, by OTLP at <code>/v1/logs</code>, or through
        the client library. What is sent now shows under Live tail at once.
      </p>
    </Empty>
  );
}
