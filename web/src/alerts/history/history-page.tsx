import { Button, MultiSelect, Select } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { SEVERITIES } from '../../api/alert.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import type { ChartStyle } from '../../charts/series.js';
import { DraftInput } from '../../filters/draft-input.js';
import { FilterBar } from '../../filters/filter-bar.js';
import { formatCount } from '../../format/number.js';
import { Page } from '../../page/page.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { AlertsTabs } from '../alerts-tabs.js';
import type { HistorySearch } from '../routes.js';
import { useRules } from '../use-alerting.js';
import { barsOf, frequenciesOf } from './count-alerts.js';
import { FrequencyTable } from './frequency-table.js';
import styles from './history-page.module.css';
import { HistoryTable } from './history-table.js';
import { useHistory } from './use-history.js';

const route = getRouteApi('/alerts/history');

const BARS: ChartStyle = {
  kind: 'bars',
  stacked: true,
  series: [
    { label: 'Critical', ink: 'chart-bad' },
    { label: 'Error', ink: 'chart-6' },
    { label: 'Warning', ink: 'chart-warning' },
    { label: 'Info', ink: 'chart-1' },
  ],
  format: formatCount,
  topAtLeast: 4,
};

/** The alerts that are over: when they fired, which ones most often, for how long, and how they ended. */
export function HistoryPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const answer = useHistory(search);
  const { setRange } = useTimeRange();
  const { data, span } = answer;
  const change = (part: Partial<HistorySearch>) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...part }), replace: true });
  const bars = data && span && barsOf(data.items, span);
  return (
    <Page title="Alerts" tabTitle="Alert history" hasRange>
      <AlertsTabs />
      <Filters search={search} onChange={change} />
      <ChartPanel
        title="When alerts fired"
        data={bars}
        style={BARS}
        newest={bars?.values.map((counts) => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0))}
        height={140}
        answer={answer}
        footnote={data?.isComplete === false ? 'Only the newest 5000 alerts were counted.' : 'Of alerts that are over.'}
      />
      <div className={styles.columns}>
        <AnswerPanel
          title={`Resolved alerts${data === undefined ? '' : ` (${data.items.length})`}`}
          answer={answer}
          flush
          isEmpty={({ items }) => items.length === 0}
          empty={
            <Empty title="No alert that is over began in this time">
              <p>
                What fires now is among the <Link to="/alerts">active alerts</Link>.
              </p>
              <p>
                <Button variant="default" size="compact-md" onClick={() => setRange({ last: '30d' })}>
                  Look at the last 30 days
                </Button>
              </p>
            </Empty>
          }
        >
          {({ items }) => <HistoryTable alerts={items} />}
        </AnswerPanel>
        <AnswerPanel title="How often" answer={answer} flush isEmpty={({ items }) => items.length === 0}>
          {({ items }) => <FrequencyTable rows={frequenciesOf(items)} onChoose={(name) => change({ name })} />}
        </AnswerPanel>
      </div>
    </Page>
  );
}

interface FiltersProps {
  search: HistorySearch;
  onChange: (part: Partial<HistorySearch>) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const rules = [...useRules().values()].map(({ rule_id, name }) => ({ value: rule_id, label: name }));
  return (
    <FilterBar>
      <DraftInput
        label="Name"
        placeholder="The whole name"
        value={search.name}
        onCommit={(name) => onChange({ name })}
      />
      <DraftInput label="Service" value={search.service} onCommit={(service) => onChange({ service })} />
      <MultiSelect
        label="Severity"
        placeholder={search.severity === undefined ? 'All' : undefined}
        data={SEVERITIES}
        value={search.severity ?? []}
        onChange={(severity) => onChange({ severity: severity.length > 0 ? severity : undefined })}
      />
      <Select
        label="Rule"
        placeholder="All"
        searchable
        clearable
        data={rules}
        value={search.rule ?? null}
        onChange={(rule) => onChange({ rule: rule ?? undefined })}
      />
    </FilterBar>
  );
}
