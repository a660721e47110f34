import fc from 'fast-check';
import { compressSync } from 'snappy';
import { Problem } from '../../src/http/problem.js';
import { SampleDraft } from '../../src/metrics/series/sample-draft.js';
import type { SeriesCatalog } from '../../src/metrics/series/series-catalog.js';
import { SeriesIds } from '../../src/metrics/series/series-ids.js';
import { IngestTimes } from '../../src/protocols/ingest-times.js';
import { JsonFault } from '../../src/protocols/otlp/json/json-fault.js';
import { jsonToProtobuf } from '../../src/protocols/otlp/json/json-to-protobuf.js';
import { exportMetricsServiceRequest } from '../../src/protocols/otlp/json/metric-messages.js';
import { MetricsRequest } from '../../src/protocols/otlp/metrics/metrics-request.js';
import { StreamMemory } from '../../src/protocols/otlp/metrics/stream-memory.js';
import { ProtobufFault } from '../../src/protocols/protobuf/proto-reader.js';
import { Refusals } from '../../src/protocols/refusals.js';
import { uncompressBlock } from '../../src/protocols/remote-write/snappy-body.js';
import { WriteRequest } from '../../src/protocols/remote-write/write-request.js';
import {
  anyBytes,
  anyFields,
  damaged,
  NOW,
  otlpJson,
  otlpRequests,
  writeRequests,
} from '../support/fuzzed-requests.js';
import { startService, type TestService } from '../support/service.js';
import { REMOTE_WRITE_HEADERS } from '../support/write-request.js';

const RUNS = { numRuns: 500 };
const times = new IngestTimes(NOW, 30);

/** Where every series exists already. */
function emptyDraft(): SampleDraft {
  const catalog: Pick<SeriesCatalog, 'ids' | 'now' | 'findOrCreate'> = {
    ids: new SeriesIds(),
    now: () => NOW,
    findOrCreate: (descriptors) => Promise.resolve(descriptors.map((_, i) => ({ id: i + 1, firstSeenAt: 0 }))),
  };
  return new SampleDraft(catalog as SeriesCatalog, 1);
}

async function readWriteRequest(bytes: Buffer): Promise<number> {
  const [draft, refusals] = [emptyDraft(), new Refusals()];
  await new WriteRequest(bytes, draft, refusals, times).read();
  return finish(draft, refusals);
}

async function readMetricsRequest(bytes: Buffer): Promise<number> {
  const [draft, refusals] = [emptyDraft(), new Refusals()];
  await new MetricsRequest(bytes, draft, refusals, times, new StreamMemory()).read();
  return finish(draft, refusals);
}

/** Checks what was made of a request. @returns the number of samples */
async function finish(draft: SampleDraft, refusals: Refusals): Promise<number> {
  await draft.settle();
  const { seriesIds, times: at } = draft.toBatch();
  for (let i = 0; i < at.length; i++) {
    const taken = seriesIds[i]! > 0 && Number.isInteger(at[i]) && times.faultOf(at[i]!) === undefined;
    if (!taken) throw new Error(`the series ${seriesIds[i]} has a sample at ${at[i]}`);
  }
  for (const { seriesId } of draft.toExemplars()) expect(seriesId).toBeGreaterThan(0);
  expect(refusals.reasons.length).toBeLessThan(1100);
  return draft.size;
}

type Bodies = fc.Arbitrary<Buffer | Promise<Buffer>>;

const doors: [string, (bytes: Buffer) => Promise<number>, Bodies][] = [
  ['a WriteRequest', readWriteRequest, writeRequests],
  ['an ExportMetricsServiceRequest', readMetricsRequest, otlpRequests],
];

describe.each(doors)('bytes read as %s', (_, read, requests) => {
  it.each([
    ['any bytes', anyBytes],
    ['any fields', anyFields],
    ['good ones', requests],
    ['damaged ones', damaged(requests)],
  ])('are understood or refused: %s', async (what, bodies) => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(bodies, async (made) => {
        const bytes = await made;
        try {
          const samples = await read(bytes);
          most = Math.max(most, samples);
          // A bucket takes a byte and comes with count, sum, least, greatest and a first zero of each.
          expect(samples).toBeLessThanOrEqual(bytes.length * 2 + 10);
        } catch (fault) {
          if (!(fault instanceof ProtobufFault)) throw fault;
        }
      }),
      RUNS,
    );
    if (what === 'good ones') expect(most).toBeGreaterThan(1);
  });
});

describe('JSON read as OTLP', () => {
  it.each([
    ['of its shape', otlpJson.map((json) => JSON.stringify(json, null, 1))],
    ['of any shape', fc.json()],
    ['damaged', damaged(otlpJson.map((json) => Buffer.from(JSON.stringify(json))))],
  ])('becomes a message that can be read, or a fault: JSON %s', async (_, values) => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        try {
          await readMetricsRequest(await jsonToProtobuf(Buffer.from(value), exportMetricsServiceRequest));
        } catch (fault) {
          if (!(fault instanceof JsonFault)) throw fault;
        }
      }),
      RUNS,
    );
  });
});

describe('bytes read as Snappy', () => {
  const LIMIT = 10_000;

  it('give back what was compressed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: LIMIT }), (bytes) => {
        expect(uncompressBlock(compressSync(Buffer.from(bytes)), LIMIT).equals(bytes)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('never become more than the limit', () => {
    const blocks = anyBytes.map((bytes) => compressSync(bytes));
    fc.assert(
      fc.property(fc.oneof(anyBytes, damaged(blocks)), (bytes) => {
        try {
          expect(uncompressBlock(bytes, LIMIT).length).toBeLessThanOrEqual(LIMIT);
        } catch (fault) {
          if (!(fault instanceof Problem)) throw fault;
          expect([400, 413]).toContain(fault.getStatus());
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the service under hostile bytes', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const protobuf = { 'content-type': 'application/x-protobuf' };
  it.each([
    ['/api/v1/write', damaged(writeRequests.map((bytes) => compressSync(bytes))), REMOTE_WRITE_HEADERS],
    ['/api/v1/write', damaged(writeRequests).map((bytes) => compressSync(bytes)), REMOTE_WRITE_HEADERS],
    ['/v1/metrics', damaged(otlpRequests), protobuf],
    ['/v1/metrics', anyBytes, { ...protobuf, 'content-encoding': 'gzip' }],
    ['/v1/metrics', otlpJson.map((json) => Buffer.from(JSON.stringify(json))), {}],
    ['/v1/metrics', fc.json().map((json) => Buffer.from(json)), {}],
  ] as [string, Bodies, Record<string, string>][])(
    'answers at %s, never with a fault of its own',
    async (path, bodies, headers) => {
      await fc.assert(
        fc.asyncProperty(bodies, async (made) => {
          const body = await made;
          const { status } = await service.request('POST', `~${path}`, { body, headers });
          expect([200, 204, 400, 413]).toContain(status); // a damaged block may declare any length
        }),
        { numRuns: 100 },
      );
    },
  );
});
