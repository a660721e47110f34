import type { ErrorEvent } from '../group/group.js';
import { eventMarkdown } from './event-markdown.js';

const EVENT: ErrorEvent = {
  error_id: 'e-1',
  timestamp: '2026-11-28T12:00:00.000Z',
  error_type: 'Timeout',
  error_message: 'after 5 s\nmore',
  severity: 'error',
  service: 'students',
  group_id: 'g-1',
  culprit: null,
  environment: 'production',
  release: null,
  endpoint: '/seats',
  http_method: 'POST',
  status_code: 500,
  stack_trace: 'Timeout: after 5 s\n    at take (src/seats.ts:7:5)',
  user_id: null,
  request_id: null,
  trace_id: 'abc',
  span_id: null,
  tags: { school: 'harare' },
  additional_data: null,
  exceptions: null,
  processing_errors: [],
};

describe('an event as Markdown', () => {
  it('has what a ticket needs', () => {
    expect(eventMarkdown(EVENT, 'https://monitoring.example/errors/g-1')).toBe(
      [
        '## Timeout: after 5 s',
        '',
        '2026-11-28T12:00:00.000Z · error · <https://monitoring.example/errors/g-1>',
        '',
        '- Service: `students`',
        '- Environment: `production`',
        '- Endpoint: `POST /seats`',
        '- Status: `500`',
        '- Trace: `abc`',
        '- school: `harare`',
        '',
        '```',
        'Timeout: after 5 s',
        '    at take (src/seats.ts:7:5)',
        '```',
      ].join('\n'),
    );
  });

  it('lets no text of a sender become Markdown', () => {
    const hostile = '<img src=x> [a](b) `x`\n# heading ```';
    const text = eventMarkdown({ ...EVENT, error_message: hostile, tags: { a: hostile }, stack_trace: hostile }, 'x');
    expect(text).toContain('## Timeout: \\<img src=x\\> \\[a\\](b) \\`x\\`\n');
    expect(text).toContain('- a: ```` <img src=x> [a](b) `x` # heading ``` ````');
    expect(text).toContain('````\n<img src=x>');
  });
});
