import { MultiSelect, Select } from '@mantine/core';
import { MOST_SERIES } from '../answers/ask.js';
import type { MetricInfo } from '../catalog/metric-info.js';
import { AGGREGATIONS, aggregationWords, usualAggregation } from './aggregations.js';
import { MetricPicker } from './metric-picker.js';
import type { Question } from './question.js';
import styles from './question-row.module.css';

const ALL = 'all';
const RANKS = ['top', 'bottom'].flatMap((order) => [5, 10, 20, 50].map((count) => `${order} ${count}`));

interface QuestionFieldsProps {
  question: Question;
  info: MetricInfo | null | undefined;
  aggregation: string | undefined;
  onChange: (fields: Partial<Question>) => void;
}

/** What is asked about a metric. */
export function QuestionFields({ question, info, aggregation, onChange }: QuestionFieldsProps) {
  const { metric, groupBy, rank } = question;
  const known = AGGREGATIONS.flatMap(({ items }) => items as readonly string[]);
  const isOffered = aggregation === undefined || known.includes(aggregation);
  const usual = info == null ? undefined : usualAggregation(info.kind);
  const chosenRank = rank === undefined ? ALL : `${rank.order} ${rank.count}`;
  return (
    <>
      <MetricPicker
        key={metric}
        value={metric}
        onChoose={(next) => onChange({ metric: next, aggregation: undefined, tags: undefined, groupBy: [] })}
      />
      <Select
        className={styles.small}
        label="Aggregation"
        size="sm"
        data={[
          ...AGGREGATIONS.map(({ group, items }) => ({ group, items: items.map(aggregationOption) })),
          ...(isOffered ? [] : [aggregationOption(aggregation)]),
        ]}
        value={aggregation ?? null}
        onChange={(next) => onChange({ aggregation: next === usual ? undefined : (next ?? undefined) })}
        allowDeselect={false}
        disabled={metric === undefined}
        maxDropdownHeight={420}
      />
      <MultiSelect
        className={styles.medium}
        classNames={{ inputField: styles.slim }}
        label="Group by"
        size="sm"
        placeholder={groupBy.length === 0 ? 'One line for all series' : undefined}
        data={[...new Set([...(info?.tagNames ?? []), ...groupBy])]}
        value={[...groupBy]}
        onChange={(next) => onChange({ groupBy: next })}
        disabled={metric === undefined}
        searchable
        clearable
      />
      <Select
        className={styles.small}
        label="Series"
        size="sm"
        data={[
          { value: ALL, label: `All, up to ${MOST_SERIES}` },
          ...[...new Set([...RANKS, ...(rank === undefined ? [] : [chosenRank])])].map((value) => ({
            value,
            label: value,
          })),
          { value: 'top 500', label: 'top 500' },
        ]}
        value={chosenRank}
        onChange={(next) => onChange({ rank: rankOf(next) })}
        allowDeselect={false}
        disabled={groupBy.length === 0}
      />
    </>
  );
}

function aggregationOption(value: string): { value: string; label: string } {
  return { value, label: aggregationWords(value) };
}

function rankOf(text: string | null): Question['rank'] {
  const [order, count] = (text ?? ALL).split(' ');
  return order === 'top' || order === 'bottom' ? { order, count: Number(count) } : undefined;
}
