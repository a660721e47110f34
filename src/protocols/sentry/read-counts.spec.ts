import { IngestTimes } from '../ingest-times.js';
import { readClientReport, readSession, readSessions } from './read-counts.js';

const NOW = Date.parse('2026-11-23T22:00:00Z');
const origin = { service: 'web', times: new IngestTimes(NOW, 90), faults: [] };
const attrs = { release: '2.4.1', environment: 'production' };
const told = (samples: ReturnType<typeof readSession>) => samples.map(({ tags, value }) => [tags?.state, value]);

describe('readSession', () => {
  it.each<[string, object, unknown[]]>([
    ['one that begins', { init: true, status: 'ok' }, [['started', 1]]],
    [
      'one that begins and is over',
      { init: true, status: 'exited' },
      [
        ['started', 1],
        ['exited', 1],
      ],
    ],
    ['one that ends after errors', { init: false, status: 'exited', errors: 2 }, [['errored', 1]]],
    ['one that crashes', { status: 'crashed', errors: 1 }, [['crashed', 1]]],
    ['one that goes on', { status: 'ok' }, []],
    ['nonsense', { init: 'yes', status: 7, attrs: [] }, []],
  ])('counts %s', (_, session, expected) => {
    expect(told(readSession({ attrs, ...session }, origin))).toEqual(expected);
  });

  it('tells of which service, release and environment, and when', () => {
    const [sample] = readSession({ init: true, attrs, timestamp: '2026-11-23T21:59:00' }, origin);
    expect(sample).toMatchObject({
      name: 'sessions_total',
      kind: 'counter',
      at: NOW - 60_000,
      tags: { service: 'web', state: 'started', ...attrs },
    });
    expect(readSession({ init: true, timestamp: 'never' }, origin)[0]).toMatchObject({
      at: NOW,
      tags: { release: 'unknown', environment: 'unknown' },
    });
  });
});

describe('readSessions', () => {
  it('adds up what each minute had', () => {
    const aggregates = [
      { started: '2026-11-23T21:58:00Z', exited: 5, crashed: 2 },
      { errored: -1, abnormal: 1.5 },
      null,
    ];
    expect(told(readSessions({ aggregates, attrs }, origin))).toEqual([
      ['started', 7],
      ['exited', 5],
      ['crashed', 2],
    ]);
    expect(readSessions({ aggregates: 'none' }, origin)).toEqual([]);
  });
});

describe('readClientReport', () => {
  it('counts what was not sent', () => {
    const discarded_events = [
      { reason: 'sample_rate', category: 'transaction', quantity: 12 },
      { reason: 'x', category: 'error', quantity: 0 },
      { quantity: 1 },
    ];
    expect(readClientReport({ discarded_events }, origin).map(({ tags, value }) => [tags, value])).toEqual([
      [{ service: 'web', reason: 'sample_rate', category: 'transaction' }, 12],
      [{ service: 'web', reason: 'unknown', category: 'unknown' }, 1],
    ]);
  });
});
