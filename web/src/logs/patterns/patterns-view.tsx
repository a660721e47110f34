import { Button } from '@mantine/core';
import type { components } from '../../api/schema.js';
import { useGet } from '../../api/use-get.js';
import { formatCount, formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import { LevelSign } from '../lines/level-sign.js';
import { LEVELS, worstLevel } from '../log-level.js';
import { filterOf } from '../log-search.js';
import { useLogSearch } from '../use-log-search.js';
import { patternWords } from './pattern-words.js';
import styles from './patterns-view.module.css';

type Pattern = components['schemas']['LogPattern'];

const MOST_PATTERNS = 200;

/** What the lines say, without what differs from one to the next: the most frequent first. */
export function PatternsView() {
  const { search, change } = useLogSearch();
  const query = { ...filterOf(search), limit: MOST_PATTERNS };
  const answer = useGet('/logs/patterns', { query, range: true, topics: ['logs'] });

  function showLines({ pattern, services }: Pattern): void {
    const service = services.length === 1 ? services[0] : search.service;
    change({ view: undefined, search: patternWords(pattern) || search.search, service });
  }

  return (
    <AnswerPanel
      title="Patterns"
      answer={answer}
      flush
      isEmpty={({ items }) => items.length === 0}
      empty={
        <Empty title="No patterns in this time">
          <p>No line fits, so there is nothing to group.</p>
        </Empty>
      }
    >
      {({ items, looked_at: lookedAt, complete, pattern_count: patternCount }) => (
        <>
          <p className={styles.about}>
            {complete ? 'All' : 'The newest'} {spell(formatCount(lookedAt))} lines of this time make{' '}
            {spell(formatCount(patternCount))} {patternCount === 1 ? 'pattern' : 'patterns'}
            {items.length < patternCount && `; the ${items.length} most frequent are shown`}.
          </p>
          <DataTable
            label="Patterns of log lines"
            columns={columnsOf(lookedAt, showLines, ({ example_log_id: line }) => change({ line }))}
            rows={items}
            rowKey={({ pattern }) => pattern}
            rowHeight={40}
            maxHeight={900}
          />
        </>
      )}
    </AnswerPanel>
  );
}

function columnsOf(
  lookedAt: number,
  showLines: (pattern: Pattern) => void,
  showExample: (pattern: Pattern) => void,
): Column<Pattern>[] {
  const shareOf = ({ count }: Pattern) => (100 * count) / lookedAt;
  return [
    {
      key: 'count',
      title: 'Lines',
      width: '70px',
      align: 'end',
      value: ({ count }) => count,
      cell: ({ count }) => spell(formatCount(count)),
    },
    {
      key: 'share',
      title: 'Share',
      width: '110px',
      isExtra: true,
      cell: (pattern) => (
        <span className={styles.share}>
          <span className={styles.bar} style={{ width: `${Math.max(2, shareOf(pattern) / 2)}px` }} />
          {spell(formatPercent(shareOf(pattern)))}
        </span>
      ),
    },
    {
      key: 'level',
      title: 'Level',
      width: '72px',
      value: ({ levels }) => LEVELS.indexOf(worstLevel(levels) ?? 'trace'),
      cell: ({ levels }) => <LevelSign level={worstLevel(levels) ?? 'info'} />,
    },
    {
      key: 'pattern',
      title: 'Pattern',
      width: 'minmax(120px, 4fr)',
      cell: (pattern) => (
        <button
          type="button"
          className={`${rowLink} ${styles.pattern}`}
          title={`Show the lines of: ${pattern.pattern}`}
          onClick={() => showLines(pattern)}
        >
          {pattern.pattern || '(empty)'}
        </button>
      ),
    },
    {
      key: 'services',
      title: 'Services',
      width: 'minmax(80px, 1fr)',
      isExtra: true,
      cell: ({ services }) => <span title={services.join(', ')}>{services.join(', ')}</span>,
    },
    {
      key: 'first',
      title: 'First',
      width: '120px',
      isExtra: true,
      value: ({ first_seen: at }) => at,
      cell: ({ first_seen: at }) => <Moment at={at} />,
    },
    {
      key: 'last',
      title: 'Last',
      width: '120px',
      isExtra: true,
      value: ({ last_seen: at }) => at,
      cell: ({ last_seen: at }) => <Moment at={at} />,
    },
    {
      key: 'example',
      title: 'Example',
      width: '84px',
      isExtra: true,
      cell: (pattern) => (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Example of: ${pattern.pattern.slice(0, 200)}`}
          onClick={() => showExample(pattern)}
        >
          Example
        </Button>
      ),
    },
  ];
}
