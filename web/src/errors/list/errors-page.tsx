import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useGet } from '../../api/use-get.js';
import { FilterBar } from '../../filters/filter-bar.js';
import { Page } from '../../page/page.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { useMayChange } from '../../sign-in/session.js';
import { useGroupChange } from '../actions/use-group-change.js';
import type { ErrorGroup } from '../group/group.js';
import { usePages } from '../group/use-pages.js';
import { ErrorsOverTime } from './errors-over-time.js';
import styles from './errors-page.module.css';
import { GroupFilters } from './group-filters.js';
import { type GroupSearch, groupQuery, isNarrowed, selectionQuery } from './group-search.js';
import { GroupTable } from './group-table.js';
import { GroupTabs } from './group-tabs.js';
import { NoGroups } from './no-groups.js';
import { SelectionBar } from './selection-bar.js';
import { useListKeys } from './use-list-keys.js';

const route = getRouteApi('/errors');
const NONE: readonly ErrorGroup[] = [];
const PAGE_SIZE = 100;
/** The list is read as often. */
const COUNT_EVERY_MS = 5000;

/** Errors by what caused them: which there are, which are new or back again, and what becomes of them. */
export function ErrorsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayChange = useMayChange();
  const groups = usePages<ErrorGroup>('/error-groups', {
    query: { ...groupQuery(search), limit: PAGE_SIZE },
    topics: ['errors'],
  });
  const counts = useGet('/error-groups/counts', {
    query: selectionQuery(search),
    topics: ['errors'],
    everyMs: COUNT_EVERY_MS,
  });
  const rows = groups.data ?? NONE;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => rows.filter(({ group_id }) => selected.has(group_id)), [rows, selected]);
  const clear = useCallback(() => setSelected(new Set()), []);
  const { run } = useGroupChange(clear);

  const toggle = useCallback(
    (groupId: string) =>
      setSelected((before) => {
        const after = new Set(before);
        if (!after.delete(groupId)) after.add(groupId);
        return after;
      }),
    [],
  );
  const resolve = (groupId: string | undefined) => {
    const all = chosen.length > 0 ? chosen : rows.filter(({ group_id }) => group_id === groupId);
    const open = all.filter(({ status }) => status === 'unresolved');
    if (open.length > 0) run({ groups: open, change: { status: 'resolved' }, done: 'Resolved' });
  };
  useListKeys(rows, mayChange ? { onSelect: toggle, onResolve: resolve } : {});

  const change = (next: Partial<GroupSearch>) => {
    clear();
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  };

  return (
    <Page title="Errors" hasRange actions={<Link to="/errors/settings">Grouping rules and source maps</Link>}>
      <ErrorsOverTime search={search} onChange={change} />
      <GroupTabs tab={search.tab ?? 'unresolved'} counts={counts.data} onChange={(tab) => change({ tab })} />
      <FilterBar>
        <GroupFilters search={search} groups={rows} onChange={change} />
      </FilterBar>
      {mayChange && chosen.length > 0 && (
        <SelectionBar
          groups={chosen}
          all={rows.length}
          onAll={() => setSelected(new Set(rows.map(({ group_id }) => group_id)))}
          onDone={clear}
        />
      )}
      <AnswerPanel
        title="Groups of errors"
        answer={groups}
        flush
        isEmpty={(data) => data.length === 0}
        empty={<NoGroups search={search} isNarrowed={isNarrowed(search)} onReset={() => change(RESET)} />}
        waitingHeight={420}
      >
        {() => <GroupTable groups={rows} selected={selected} onToggle={mayChange ? toggle : undefined} more={groups} />}
      </AnswerPanel>
      <p className={styles.keys}>
        Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>Enter</kbd> opens
        {mayChange && (
          <>
            , <kbd>x</kbd> selects, <kbd>e</kbd> resolves
          </>
        )}
      </p>
    </Page>
  );
}

const RESET: Partial<GroupSearch> = {
  service: undefined,
  error_type: undefined,
  severity: undefined,
  assignee: undefined,
  release: undefined,
  q: undefined,
};
