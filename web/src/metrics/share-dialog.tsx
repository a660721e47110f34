import { Modal } from '@mantine/core';
import { useState } from 'react';
import { API } from '../api/request.js';
import { curlOf } from '../panel/api-call-dialog.js';
import { Snippet } from '../snippet/snippet.js';
import { resolveRange } from '../time/time-range.js';
import { useTimeRange } from '../time/use-time-range.js';
import { type Asked, formulaBody, queryOf } from './answers/ask.js';
import { alignSpan } from './answers/step.js';

interface ShareDialogProps {
  asked: readonly Asked[];
  shown: readonly Asked[];
  stepMs: number;
  onClose: () => void;
}

/** What is shown, for somebody else: as a link, and as calls for a terminal. */
export function ShareDialog({ asked, shown, stepMs, onClose }: ShareDialogProps) {
  const { range } = useTimeRange();
  const [span] = useState(() => alignSpan(resolveRange(range, Date.now()), stepMs));
  const link = new URL(location.href);
  link.searchParams.delete('range');
  link.searchParams.set('from', new Date(span.from).toISOString());
  link.searchParams.set('to', new Date(span.to).toISOString());
  return (
    <Modal opened onClose={onClose} title="Share what is shown" size="lg">
      {'last' in range && <Snippet label="Link that goes along with the time" code={location.href} />}
      <Snippet label="Link to exactly this time" code={link.href} />
      {shown.map((question) => (
        <Snippet key={question.name} label={`Terminal: ${question.name}`} code={callOf(question)} />
      ))}
      <p>
        A token comes from <code>npm run token -- --role viewer</code>.
      </p>
    </Modal>
  );

  function callOf(question: Asked): string {
    if (question.formula === undefined) {
      const query = Object.entries(queryOf(question, span, stepMs)).map(([name, value]) => [name, String(value)]);
      return curlOf(`${API}/metrics?${new URLSearchParams(query)}`);
    }
    const body = JSON.stringify(formulaBody(question, asked, span, stepMs));
    return `${curlOf(`${API}/metrics/query`)} \\\n  -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
  }
}
