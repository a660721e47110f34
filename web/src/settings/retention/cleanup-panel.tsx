import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { useChange } from '../../api/use-change.js';
import { Failure } from '../../panel/answer-view.js';
import { Facts } from '../../panel/facts.js';
import { Panel } from '../../panel/panel.js';
import styles from '../settings.module.css';

type Cleanup = components['schemas']['CleanupView'];

/** What removes old data, and for administrators the way to do it now or to see first what would go. */
export function CleanupPanel({ mayChange }: { mayChange: boolean }) {
  const [outcome, setOutcome] = useState<Cleanup>();
  const cleanup = useChange((dryRun: boolean) => api.POST('/cleanup', { body: { dry_run: dryRun } }), {
    topics: ['metrics', 'audit'],
    onDone: setOutcome,
    showsFailure: true,
  });
  return (
    <Panel title="Clean-up">
      <p className={styles.lead}>
        What is past its time goes every night at 3:30 UTC. Whole days go: the day on which the time ends stays until it
        is over.
      </p>
      {mayChange && (
        <div className={styles.row}>
          <Button variant="default" size="compact-sm" loading={cleanup.isRunning} onClick={() => cleanup.run(true)}>
            See what would go
          </Button>
          <ConfirmButton
            question="Clean up now?"
            consequence="Everything that is past its time is removed, as the nightly job does. It cannot be taken back."
            verb="Clean up"
            disabled={cleanup.isRunning}
            onConfirm={() => cleanup.run(false)}
          >
            Clean up now
          </ConfirmButton>
        </div>
      )}
      {cleanup.failure !== undefined && <Failure failure={cleanup.failure} />}
      {outcome !== undefined && <Outcome outcome={outcome} />}
    </Panel>
  );
}

function Outcome({ outcome: { dry_run: isDry, rows, results, failed, duration_ms: ms } }: { outcome: Cleanup }) {
  const verb = isDry ? 'Would remove' : 'Removed';
  const touched = results.filter((result) => result.rows > 0 || result.partitions.length > 0);
  return (
    <section className={styles.outcome} role="status">
      <p>
        <b>
          {touched.length === 0
            ? `Nothing is past its time: ${isDry ? 'nothing would be' : 'nothing was'} removed.`
            : `${verb} ${rows} rows from ${touched.length} tables.`}
        </b>{' '}
        It took {ms} ms.
      </p>
      <Facts
        items={touched.map((result) => [
          result.table,
          `${result.rows} rows${result.partitions.length > 0 ? `, days: ${result.partitions.join(', ')}` : ''}`,
        ])}
      />
      {failed.map(({ table, reason }) => (
        <p key={table} className={styles.fault}>
          {table} could not be cleaned and is tried again next time: {reason}
        </p>
      ))}
    </section>
  );
}
