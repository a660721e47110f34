import { randomUUID } from 'node:crypto';
import type { Batch } from '../../delivery/transport.js';
import { randomHex } from '../../tracing/identifiers.js';

const NAME = 'monitoring_doctor';
const TEXT = 'A test by the doctor of the monitoring client';

/** One batch of each kind that the client sends, so named that nobody takes it for anything else. `now` is epoch ms. */
export function testSignals(service: string, environment: string | undefined, now: number): Batch[] {
  const id = randomUUID;
  const trace = { traceId: randomHex(16), spanId: randomHex(8) };
  const tags = { service };
  return [
    {
      id: id(),
      signal: 'metrics',
      items: [{ name: `${NAME}_total`, kind: 'counter', value: 1, at: now, source: service, tags }],
    },
    {
      id: id(),
      signal: 'errors',
      items: [{ id: id(), type: 'MonitoringDoctorTest', message: TEXT, service, environment, ...trace, at: now }],
    },
    {
      id: id(),
      signal: 'traces',
      items: [
        {
          ...trace,
          parentSpanId: undefined,
          traceState: undefined,
          operation: NAME,
          service,
          kind: 'internal',
          startedAt: now - 1,
          durationMs: 1,
          status: 'ok',
          statusMessage: undefined,
          tags: {},
          events: undefined,
          links: undefined,
        },
      ],
    },
    {
      id: id(),
      signal: 'logs',
      items: [{ id: id(), level: 'info', message: TEXT, service, environment, ...trace, at: now }],
    },
    {
      id: id(),
      signal: 'security',
      items: [{ id: id(), type: NAME, severity: 'info', description: TEXT, service, traceId: trace.traceId, at: now }],
    },
  ];
}
