import { curlSnippet, dsnOf, sentrySnippet } from './send-snippets.js';

describe('how to send errors', () => {
  it.each([
    ['https://monitoring.example.org', 'https://INGEST_KEY@monitoring.example.org/1'],
    ['http://127.0.0.1:3000/monitoring', 'http://INGEST_KEY@127.0.0.1:3000/monitoring/1'],
  ])('names %s as a DSN', (origin, dsn) => {
    expect(dsnOf(origin)).toBe(dsn);
    expect(sentrySnippet(origin)).toContain(`dsn: '${dsn}'`);
  });

  it('has a body that is JSON', () => {
    const body = /-d '([^']+)'/.exec(curlSnippet('https://x.example'))![1]!;
    expect(JSON.parse(body)).toMatchObject({ service: 'students', stack_trace: expect.stringContaining('\n    at') });
  });
});
