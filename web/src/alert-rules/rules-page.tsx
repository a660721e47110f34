import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { AlertsTabs } from '../alerts/alerts-tabs.js';
import { API } from '../api/request.js';
import { Page } from '../page/page.js';
import { AnswerPanel } from '../panel/answer-panel.js';
import { Empty } from '../panel/answer-view.js';
import { useMayChange } from '../sign-in/session.js';
import { Icon } from '../state/icon.js';
import { DeleteRuleDialog } from './delete-rule-dialog.js';
import { filterRules } from './filter-rules.js';
import { LinkButton } from './link-button.js';
import type { Rule } from './rule.js';
import { RuleFilters } from './rule-filters.js';
import { RuleTable } from './rule-table.js';
import { useRules } from './use-rules.js';

const ImportDialog = lazy(async () => ({ default: (await import('./files/import-dialog.js')).ImportDialog }));
const route = getRouteApi('/alerts/rules');

/** All alert rules: what each watches, what it does now, and the way to change them. */
export function RulesPage() {
  const search = route.useSearch();
  const mayChange = useMayChange();
  const { rules, rows, counts } = useRules();
  const [isImporting, setIsImporting] = useState(false);
  const [deleted, setDeleted] = useState<Rule>();
  const found = useMemo(() => filterRules(rows, search), [rows, search]);
  const channels = useMemo(
    () => [...new Set(rows.flatMap(({ rule }) => rule.notification_channels))].sort((a, b) => a.localeCompare(b)),
    [rows],
  );
  return (
    <Page
      title="Alert rules"
      tabTitle="Alert rules"
      actions={
        <>
          <Button variant="default" component="a" href={`${API}/alert-rules/export`} download="alert-rules.yaml">
            Export
          </Button>
          {mayChange && (
            <>
              <Button variant="default" onClick={() => setIsImporting(true)}>
                Import
              </Button>
              <LinkButton to="/alerts/rules/new" leftSection={<Icon name="plus" />}>
                New rule
              </LinkButton>
            </>
          )}
        </>
      }
    >
      <AlertsTabs />
      <RuleFilters channels={channels} />
      <AnswerPanel
        title={`Rules: ${found.length === rows.length ? rows.length : `${found.length} of ${rows.length}`}`}
        answer={rules}
        flush
        isEmpty={({ items }) => items.length === 0 || found.length === 0}
        empty={<NoRules hasAny={rows.length > 0} />}
      >
        {() => <RuleTable rows={found} counts={counts} onDelete={setDeleted} />}
      </AnswerPanel>
      <DeleteRuleDialog rule={deleted} onClose={() => setDeleted(undefined)} />
      <Suspense>{isImporting && <ImportDialog onClose={() => setIsImporting(false)} />}</Suspense>
    </Page>
  );
}

function NoRules({ hasAny }: { hasAny: boolean }) {
  if (hasAny) return <Empty title="No rule meets the filters">Take one of them away.</Empty>;
  return (
    <Empty title="There are no rules">Nobody is told of anything until there is one: begin with “New rule”.</Empty>
  );
}
