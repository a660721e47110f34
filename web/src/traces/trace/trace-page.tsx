import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { API } from '../../api/request.js';
import { Page } from '../../page/page.js';
import { Failure } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import { CopyButton } from '../span/copy-button.js';
import { TraceFacts } from './trace-facts.js';
import { TraceViews } from './trace-views.js';
import { useTrace } from './use-trace.js';
import type { ViewSearch } from './view-search.js';

const route = getRouteApi('/traces/$traceId');

/** One trace: what it was, where its time went, what happened in it. */
export function TracePage() {
  const { traceId } = route.useParams();
  // Another trace starts afresh: what was opened and zoomed was of the one before.
  return <Trace key={traceId} traceId={traceId} />;
}

function Trace({ traceId }: { traceId: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [needsAll, setNeedsAll] = useState(false);
  const loaded = useTrace(traceId, needsAll);
  const { trace, tree, isGrowing, failure } = loaded;
  const onNeedAll = useCallback(() => setNeedsAll(true), []);
  const onSearch = useCallback(
    (more: ViewSearch) => void navigate({ search: (kept) => ({ ...kept, ...more }), replace: true }),
    [navigate],
  );

  // What is looked for may be among the repeats that were left out.
  const isMissing = search.span !== undefined && trace !== undefined && !isGrowing && !tree.byId.has(search.span);
  useEffect(() => {
    if (isMissing || search.find !== undefined || search.view === 'operations') setNeedsAll(true);
  }, [isMissing, search.find, search.view]);

  const root = tree.spans[0]?.span;
  const title = root?.operation_name ?? 'Trace';
  return (
    <Page
      title={title}
      tabTitle={root === undefined ? 'Trace' : `${title} · Trace`}
      badge={trace !== undefined && trace.error_count > 0 && <StateBadge tone="error">failed</StateBadge>}
      about={
        <>
          Trace <code>{traceId}</code> <CopyButton text={traceId} what="trace id" />
        </>
      }
      actions={
        <Button
          component="a"
          href={`${API}/traces/${encodeURIComponent(traceId)}`}
          download={`trace-${traceId.replace(/[^\w-]/g, '_')}.json`}
          variant="default"
          size="sm"
        >
          Download JSON
        </Button>
      }
    >
      {trace === undefined && failure !== undefined && <Failure failure={failure} onRetry={loaded.retry} />}
      {trace === undefined && failure === undefined && (
        <div role="status" aria-label="Loading" style={{ height: 400 }} />
      )}
      {trace !== undefined && <TraceFacts traceId={traceId} trace={trace} startAt={tree.startAt} />}
      {trace !== undefined && failure !== undefined && <Failure failure={failure} onRetry={loaded.retry} />}
      {trace !== undefined && (
        <TraceViews
          traceId={traceId}
          trace={trace}
          loaded={loaded}
          search={search}
          onSearch={onSearch}
          onNeedAll={onNeedAll}
        />
      )}
    </Page>
  );
}
