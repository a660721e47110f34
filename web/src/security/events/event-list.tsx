import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { API } from '../../api/request.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { Snippet } from '../../snippet/snippet.js';
import { DataTable } from '../../table/data-table.js';
import { type EventSearch, isFiltered, NO_FILTER, queryOf } from '../event-search.js';
import { usePages } from '../use-pages.js';
import { EVENT_COLUMNS } from './event-columns.js';
import type { SecurityEvent } from './evidence.js';

const PAGE = 100;
const ROW_HEIGHT = 52;

/** The events that fit, newest first. */
export function EventList({ search }: { search: EventSearch }) {
  const answer = usePages<SecurityEvent>('/security/events', { ...queryOf(search), limit: PAGE }, 'security');
  return (
    <AnswerPanel
      title="Events"
      answer={answer}
      flush
      waitingHeight={300}
      isEmpty={(events) => events.length === 0}
      empty={isFiltered(search) ? <NoneFits /> : <NothingYet />}
    >
      {(events) => (
        <DataTable
          label="Security events"
          columns={EVENT_COLUMNS}
          rows={events}
          rowKey={({ event_id }) => event_id}
          rowHeight={ROW_HEIGHT}
          maxHeight={720}
          isMarked={({ event_id }) => event_id === search.event}
          footer={
            answer.hasMore ? (
              <Button variant="default" size="compact-sm" loading={answer.isReadingMore} onClick={answer.readMore}>
                Load more
              </Button>
            ) : (
              `${events.length} ${events.length === 1 ? 'event' : 'events'}: all of this time`
            )
          }
        />
      )}
    </AnswerPanel>
  );
}

function NoneFits() {
  return (
    <Empty title="No event of this time fits the filters">
      <p>
        Choose a longer time, or{' '}
        <Link to="/security" search={(search) => ({ ...search, ...NO_FILTER })}>
          clear the filters
        </Link>
        .
      </p>
    </Empty>
  );
}

function NothingYet() {
  return (
    <Empty title="No security events in this time">
      <p>
        Services with the client report refused logins and inspect their requests by themselves. Anything else may be
        sent:
      </p>
      <Snippet
        label="Terminal"
        code={`curl -X POST ${API}/security/events -H "X-API-Key: $KEY" -H 'Content-Type: application/json' \\
  -d '{"event_type": "suspicious_login", "severity": "warning", "ip_address": "198.51.100.7", "service": "students"}'`}
      />
    </Empty>
  );
}
