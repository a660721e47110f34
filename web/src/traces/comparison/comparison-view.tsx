import { Button, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useGet } from '../../api/use-get.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { PERIODS, type TraceSearch } from '../search/trace-search.js';
import { AttributesPanel } from './attributes-panel.js';
import { ComparedOperations } from './compared-operations.js';
import { ComparedSides } from './compared-sides.js';
import styles from './comparison.module.css';
import { PERIOD_WORDS, periodsOf } from './periods.js';

interface ComparisonViewProps {
  search: TraceSearch;
  onChange: (more: TraceSearch) => void;
  /** Operations that traces begin with, the commonest first. */
  roots: readonly { readonly service: string; readonly operation: string }[];
}

/** Where the time of an operation goes now against an earlier time. */
export function ComparisonView({ search, onChange, roots }: ComparisonViewProps) {
  const { service, operation } = search;
  if (service === undefined || operation === undefined) return <Choice roots={roots} onChange={onChange} />;
  return (
    <Comparison
      key={`${service} ${operation}`}
      service={service}
      operation={operation}
      search={search}
      onChange={onChange}
    />
  );
}

function Choice({ roots, onChange }: Pick<ComparisonViewProps, 'roots' | 'onChange'>) {
  return (
    <Panel title="Compare two times" flush>
      <Empty title="Choose the service and the operation whose traces to compare">
        <p>What takes longer now than before, and what is different about it. Of the traces seen here:</p>
        <div className={styles.choices}>
          {roots.slice(0, 12).map(({ service, operation }) => (
            <Button
              key={`${service} ${operation}`}
              variant="default"
              size="compact-sm"
              maw="100%"
              onClick={() => onChange({ service, operation })}
            >
              {service} · {operation}
            </Button>
          ))}
        </div>
      </Empty>
    </Panel>
  );
}

interface ComparisonProps {
  service: string;
  operation: string;
  search: TraceSearch;
  onChange: (more: TraceSearch) => void;
}

function Comparison({ service, operation, search, onChange }: ComparisonProps) {
  const { range } = useTimeRange();
  const [askedAt, setAskedAt] = useState(() => Date.now());
  const period = search.with ?? 'before';
  const { now, earlier } = useMemo(() => periodsOf(range, period, askedAt), [range, period, askedAt]);
  const answer = useGet('/traces/compare', {
    query: {
      service,
      operation,
      start_time: new Date(earlier.from).toISOString(),
      end_time: new Date(earlier.to).toISOString(),
      with_start_time: new Date(now.from).toISOString(),
      with_end_time: new Date(now.to).toISOString(),
    },
  });
  return (
    <>
      <AnswerPanel
        title={`${service} · ${operation}`}
        answer={{ ...answer, refetch: () => setAskedAt(Date.now()) }}
        actions={
          <Select
            size="xs"
            aria-label="Compared with"
            allowDeselect={false}
            data={PERIODS.map((value) => ({ value, label: PERIOD_WORDS[value] }))}
            value={period}
            onChange={(value) => onChange({ with: PERIODS.find((known) => known === value && known !== 'before') })}
          />
        }
      >
        {({ base, compared }) => <ComparedSides earlier={base} now={compared} />}
      </AnswerPanel>
      <AnswerPanel
        title="What became slower and faster"
        answer={answer}
        flush
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title="No traces of this operation are stored of these times" />}
      >
        {({ items, left_out }) => <ComparedOperations items={items} leftOut={left_out} />}
      </AnswerPanel>
      <AttributesPanel service={service} operation={operation} earlier={earlier} now={now} />
    </>
  );
}
