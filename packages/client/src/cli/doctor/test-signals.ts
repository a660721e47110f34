import { randomUUID } from 'node:crypto';
import type { Batch } from '../../delivery/transport.js';
import { randomHex } from '../../tracing/identifiers.js';

const NAME = 'monitoring_doctor';
const TEXT = `${NAME}: this is a test, nothing is wrong`;

/** One of each kind of signal, named so that people see what they are. `now` is epoch ms. */
export function testSignals(service: string, now: number): { readonly name: string; readonly batch: Batch }[] {
  const item = { id: randomUUID(), service, at: now };
  const metric = { name: NAME, kind: 'counter', value: 1, at: now, source: 'client', tags: { service } } as const;
  const span = {
    traceId: randomHex(16),
    spanId: randomHex(8),
    parentSpanId: undefined,
    traceState: undefined,
    operation: NAME,
    service,
    kind: 'internal',
    startedAt: now,
    durationMs: 1,
    status: 'ok',
    statusMessage: undefined,
    tags: {},
    events: undefined,
    links: undefined,
  } as const;
  const id = randomUUID();
  return [
    { name: 'metric', batch: { id, signal: 'metrics', items: [metric] } },
    { name: 'error', batch: { id, signal: 'errors', items: [{ ...item, type: NAME, message: TEXT }] } },
    { name: 'trace', batch: { id, signal: 'traces', items: [span] } },
    { name: 'log', batch: { id, signal: 'logs', items: [{ ...item, level: 'info', message: TEXT, logger: NAME }] } },
    {
      name: 'security event',
      batch: { id, signal: 'security', items: [{ ...item, type: NAME, severity: 'info', description: TEXT }] },
    },
  ];
}
