import { getRouteApi } from '@tanstack/react-router';
import { ApiFailure } from '../../api/failure.js';
import { Page } from '../../page/page.js';
import { Failure } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { SecurityTabs } from '../security-tabs.js';
import styles from './audit.module.css';
import { AuditExport } from './audit-export.js';
import { AuditFilters } from './audit-filters.js';
import { AuditList } from './audit-list.js';
import { CheckpointsPanel } from './checkpoints-panel.js';
import { EntryDrawer } from './entry-drawer.js';
import { VerifyPanel } from './verify-panel.js';

const route = getRouteApi('/security/audit');
const FORBIDDEN = new ApiFailure('forbidden', 'The audit trail is for administrators: it tells who did what.');

/** Who did what to which thing, and whether that can be relied on. */
export function AuditPage() {
  const search = route.useSearch();
  const isAdmin = useMayChange();
  return (
    <Page
      title="Security"
      tabTitle="Audit trail · Security"
      hasRange={isAdmin}
      actions={isAdmin && <AuditExport search={search} />}
    >
      <SecurityTabs />
      {isAdmin ? (
        <>
          <div className={styles.trust}>
            <VerifyPanel />
            <CheckpointsPanel />
          </div>
          <AuditFilters search={search} />
          <AuditList search={search} />
          {search.entry !== undefined && <EntryDrawer key={search.entry} entryId={search.entry} />}
        </>
      ) : (
        <Failure failure={FORBIDDEN} />
      )}
    </Page>
  );
}
