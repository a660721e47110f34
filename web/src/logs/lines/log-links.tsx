import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { API } from '../../api/request.js';
import { writeSearch } from '../../app/search-params.js';
import { curlOf } from '../../panel/api-call-dialog.js';
import { Icon } from '../../state/icon.js';
import { copyText } from '../copy-text.js';
import type { LogRecord } from '../log-field.js';

/** Where a record leads: its trace and the span in it, the errors of the trace, its service; and what can be passed on of it. */
export function LogLinks({ record }: { record: LogRecord }) {
  const { trace_id: traceId, span_id: spanId, service, log_id: id } = record;
  return (
    <>
      {traceId !== null && (
        <>
          <Way to="/traces/$traceId" params={{ traceId }}>
            Trace
          </Way>
          {spanId !== null && (
            <Way to="/traces/$traceId" params={{ traceId }} search={{ span: spanId }}>
              Span
            </Way>
          )}
          <Way to="/errors" search={{ trace_id: traceId }}>
            Errors of the trace
          </Way>
        </>
      )}
      <Way to="/services/$service" params={{ service }}>
        Service
      </Way>
      <Copy label="Copy link" onClick={() => copyText(addressOf(id), 'Link to this line')} />
      <Copy label="Copy as JSON" onClick={() => copyText(JSON.stringify(record, null, 2), 'Record')} />
      <Copy
        label="Copy as curl"
        onClick={() => copyText(curlOf(`${API}/logs/${encodeURIComponent(id)}/context?before=10&after=10`), 'Call')}
      />
    </>
  );
}

/** The address that shows a record among its neighbours, whatever is found beside it. */
function addressOf(logId: string): string {
  return new URL(`../../logs${writeSearch({ line: logId })}`, API).href;
}

interface WayProps {
  to: string;
  params?: object;
  search?: object;
  children: ReactNode;
}

/** A link into another area, whose addresses this one does not know the types of. */
function Way({ children, ...address }: WayProps) {
  return (
    <Button component={Link} {...(address as object)} variant="default" size="compact-xs">
      {children}
    </Button>
  );
}

function Copy({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      leftSection={<Icon name="copy" size={13} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
