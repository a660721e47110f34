import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { asFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import type { Tone } from '../../state/tone.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import type { Rule } from '../rule.js';
import { valueFormat } from '../value-unit.js';

type Evaluation = components['schemas']['EvaluationView'];

const PAGE = 100;
const TONES: Readonly<Record<string, Tone>> = {
  firing: 'critical',
  pending: 'pending',
  inactive: 'good',
  resolved: 'good',
  failed: 'warning',
};
const WORDS: Readonly<Record<string, string>> = { inactive: 'fine', resolved: 'resolved', failed: 'fault' };

/** What the last evaluations of a rule found, and why it fired or did not: newest first. */
export function EvaluationsPanel({ rule, metricUnit }: { rule: Rule; metricUnit: string | null | undefined }) {
  const asked = useInfiniteQuery({
    queryKey: ['/alert-rules/{rule_id}/evaluations', rule.rule_id],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { rule_id: rule.rule_id }, query: { limit: PAGE, cursor: pageParam } };
      return answerOf(api.GET('/alert-rules/{rule_id}/evaluations', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    meta: { topics: ['alerts'] },
    refetchInterval: 15_000,
  });
  const answer: Answer<readonly Evaluation[]> = {
    data: asked.data?.pages.flatMap(({ items }) => items),
    failure: asked.error === null ? undefined : asFailure(asked.error),
    isLoading: asked.isLoading,
    isStale: false,
    updatedAt: asked.dataUpdatedAt,
    call: `/alert-rules/${rule.rule_id}/evaluations?limit=${PAGE}`,
    refetch: () => void asked.refetch(),
  };
  return (
    <AnswerPanel
      title="Evaluations"
      answer={answer}
      flush
      isEmpty={(items) => items.length === 0}
      empty={<Empty title="Not evaluated yet">Every rule that is enabled is evaluated every few seconds.</Empty>}
    >
      {(items) => (
        <DataTable
          label="Evaluations"
          columns={columnsOf(rule, metricUnit)}
          rows={items}
          rowKey={({ at }) => at}
          maxHeight={420}
          footer={
            asked.hasNextPage ? (
              <Button
                variant="default"
                size="compact-sm"
                loading={asked.isFetchingNextPage}
                onClick={() => void asked.fetchNextPage()}
              >
                Older
              </Button>
            ) : undefined
          }
        />
      )}
    </AnswerPanel>
  );
}

function columnsOf(rule: Rule, metricUnit: string | null | undefined): Column<Evaluation>[] {
  const method = rule.method ?? null;
  const format = valueFormat({ ...rule, method }, metricUnit);
  return [
    { key: 'at', title: 'At', width: '84px', cell: ({ at }) => <Moment at={at} /> },
    {
      key: 'status',
      title: 'State',
      width: '96px',
      cell: ({ status }) => <StateBadge tone={TONES[status] ?? 'unknown'}>{WORDS[status] ?? status}</StateBadge>,
    },
    {
      key: 'value',
      title: 'Value',
      width: '90px',
      align: 'end',
      isExtra: true,
      cell: ({ value }) => (method?.type === 'anomaly' ? (value?.toFixed(2) ?? '–') : spell(format(value))),
    },
    {
      key: 'reason',
      title: 'Why',
      width: 'minmax(100px, 4fr)',
      cell: ({ reason, error }) => <span title={error ?? reason}>{error ?? reason}</span>,
    },
    {
      key: 'groups',
      title: 'Groups',
      width: '64px',
      align: 'end',
      isExtra: true,
      cell: ({ group_count }) => group_count.toLocaleString('en'),
    },
  ];
}
