import { SegmentedControl } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { Page } from '../../page/page.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { DataTable } from '../../table/data-table.js';
import { EventFilters } from '../event-filters.js';
import { OFFENDER_KEYS, type OffenderKey, queryOf } from '../event-search.js';
import { SecurityTabs } from '../security-tabs.js';
import { OFFENDER_WORDS } from '../words.js';
import { offenderColumns } from './offender-columns.js';
import styles from './offenders.module.css';

const route = getRouteApi('/security/offenders');
const MOST = 100;
const KEYS = OFFENDER_KEYS.map((value) => ({ value, label: OFFENDER_WORDS[value] }));

/** Of which addresses, users, endpoints or user agents the most is told. */
export function OffendersPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/security/offenders' });
  const by = search.by ?? 'ip_address';
  const answer = useGet('/security/offenders', {
    query: { ...queryOf(search), by, limit: MOST },
    range: true,
    topics: ['security'],
  });
  const { data: decisions } = useGet('/security/decisions', { topics: ['security'] });
  const columns = useMemo(() => offenderColumns(by, decisions), [by, decisions]);
  return (
    <Page title="Security" tabTitle="Offenders · Security" hasRange>
      <SecurityTabs />
      <EventFilters search={search} />
      <div className={styles.by}>
        <SegmentedControl
          size="sm"
          aria-label="Told apart by"
          data={KEYS}
          value={by}
          onChange={(next) =>
            void navigate({
              search: (old) => ({ ...old, by: next === 'ip_address' ? undefined : (next as OffenderKey) }),
              replace: true,
            })
          }
        />
      </div>
      <AnswerPanel
        title={`${OFFENDER_WORDS[by]}: the worst first`}
        answer={answer}
        flush
        waitingHeight={300}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title="Nothing is told of anybody in this time" />}
      >
        {({ items }) => (
          <DataTable
            label="Offenders"
            columns={columns}
            rows={items}
            rowKey={({ value }) => value}
            rowHeight={64}
            maxHeight={760}
            footer={items.length === MOST ? `The ${MOST} of which the most is told` : undefined}
          />
        )}
      </AnswerPanel>
    </Page>
  );
}
