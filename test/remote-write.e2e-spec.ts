import { compressSync } from 'snappy';
import { decodeBatch } from '../src/metrics/codec/batch-codec.js';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import {
  REMOTE_WRITE_HEADERS as headers,
  type WrittenMetadata,
  type WrittenSeries,
  writeBody,
  writeRequest,
} from './support/write-request.js';

const STALE = 0x7ff0000000000002n;
const [COUNTER, GAUGE, SUMMARY] = [1, 2, 5];

describe('Prometheus remote write', () => {
  let service: TestService;
  const now = Date.now();

  beforeAll(async () => {
    service = await startService({ env: { METRIC_SERIES_LIMIT: '40', MAX_BODY_BYTES: '2000000' } });
  });
  afterAll(() => service?.stop());

  const send = (body: Buffer, more: object = {}) =>
    service.request('POST', '~/api/v1/write', { as: 'ingest', body, headers: { ...headers, ...more } });
  const write = (series: WrittenSeries[], metadata?: WrittenMetadata[]) => send(writeBody(series, metadata));

  async function samplesOf(name: string) {
    const { status, body } = await service.request('GET', `/metrics?metric_name=${name}`);
    expect(status).toBe(200);
    return body.items as { metric_type: string; tags: object; timestamp: string; value: number | null; unit: string }[];
  }

  it('stores samples in any order, once however often they are sent', async () => {
    const series = {
      labels: { __name__: 'node_load1', empty: '', instance: 'a:9100', job: 'node' },
      samples: [
        [now - 1000, 2.5],
        [now - 3000, -0.5],
        [now - 2000, 1],
      ] as [number, number][],
    };
    for (let i = 0; i < 3; i++) expect((await write([series])).status).toBe(204);
    const items = await samplesOf('node_load1');
    expect(items.map(({ timestamp, value }) => [Date.parse(timestamp), value])).toEqual([
      [now - 1000, 2.5],
      [now - 2000, 1],
      [now - 3000, -0.5],
    ]);
    expect(items[0]).toMatchObject({ metric_type: 'gauge', tags: { instance: 'a:9100', job: 'node' } });
    const [row] = await service.query(`select service, kind_guessed from metric_series where name = 'node_load1'`);
    expect(row).toEqual({ service: 'node', kind_guessed: true });
  });

  it('keeps the marker of a series that ended bit for bit', async () => {
    const labels = { __name__: 'ended', job: 'node' };
    expect(
      (
        await write([
          {
            labels,
            samples: [
              [now - 10, 1],
              [now, STALE],
            ],
          },
        ])
      ).status,
    ).toBe(204);
    const [row] = await service.query<{ samples: Buffer }>(
      `select samples from metric_inbox where sample_count = 2 order by id desc limit 1`,
    );
    const { values } = decodeBatch(row!.samples);
    expect(new BigUint64Array(values.slice().buffer)).toEqual(BigUint64Array.of(0x3ff0000000000000n, STALE));
    expect((await samplesOf('ended')).map(({ value }) => value)).toEqual([null, 1]);
  });

  it('reads labels in any order and place as the same series', async () => {
    const at = now - 5000;
    await write([{ labels: { __name__: 'ordered', a: '1', b: '2' }, samples: [[at, 1]] }]);
    await write([{ labels: { b: '2', a: '1', __name__: 'ordered' }, samples: [[at + 1, 2]] }]);
    const first = writeRequest([{ labels: { __name__: 'ordered' }, samples: [[at + 2, 3]] }]);
    const second = writeRequest([{ labels: { b: '2', a: '1' } }]);
    // One TimeSeries whose samples stand between its labels: the two messages, one after the other.
    const bodies = Buffer.concat([first.subarray(2), second.subarray(2)]);
    const length = Buffer.from([0x0a, 0, 0]);
    length.writeUInt16LE((bodies.length & 0x7f) | 0x80 | ((bodies.length >> 7) << 8), 1);
    expect((await send(compressSync(Buffer.concat([length, bodies])))).status).toBe(204);
    expect((await samplesOf('ordered')).map(({ value }) => value)).toEqual([3, 2, 1]);
    expect(await service.query(`select 1 from metric_series where name = 'ordered'`)).toHaveLength(1);
  });

  it('guesses kinds by names and puts them right by metadata, without splitting a series', async () => {
    const series = (name: string, value: number, more = {}): WrittenSeries => ({
      labels: { __name__: name, job: 'kinds', ...more },
      samples: [[now - 4000 + value, value]],
    });
    const names = ['k_total', 'k_requests', 'k_size_count', 'rpc', 'rpc_sum', 'rpc_count', 'wrong_total'];
    const kinds = async () =>
      Object.fromEntries(
        (
          await service.query<{ name: string; kind: string; temporality: string; unit: string }>(
            `select name, kind, temporality, unit from metric_series where tags->>'job' = 'kinds'`,
          )
        ).map(({ name, ...row }) => [name, Object.values(row).join(' ').trim()]),
      );
    expect((await write(names.map((name) => series(name, 1)))).status).toBe(204);
    expect(await kinds()).toEqual({
      k_total: 'counter cumulative',
      k_requests: 'gauge delta',
      k_size_count: 'counter cumulative',
      rpc: 'gauge delta',
      rpc_sum: 'counter cumulative',
      rpc_count: 'counter cumulative',
      wrong_total: 'counter cumulative',
    });
    const metadata = [
      { type: COUNTER, family: 'k_total' },
      { type: COUNTER, family: 'k_requests' },
      { type: GAUGE, family: 'k_size_count', unit: 'rows' },
      { type: SUMMARY, family: 'rpc', unit: 'seconds' },
      { type: GAUGE, family: 'wrong_total' },
      { type: COUNTER, family: 'later' },
    ];
    for (let i = 0; i < 2; i++) expect((await write([], metadata)).status).toBe(204);
    expect((await write([...names, 'later'].map((name) => series(name, 2)))).status).toBe(204);
    await service.restart();
    expect((await write([...names, 'later'].map((name) => series(name, 3)))).status).toBe(204);
    expect(await kinds()).toEqual({
      k_total: 'counter cumulative',
      k_requests: 'counter cumulative',
      k_size_count: 'gauge delta rows',
      rpc: 'summary delta seconds',
      rpc_sum: 'counter cumulative seconds',
      rpc_count: 'counter cumulative',
      wrong_total: 'gauge delta',
      later: 'counter cumulative',
    });
    expect((await samplesOf('k_requests')).map(({ value }) => value)).toEqual([3, 2, 1]);
    const { body } = await service.request('GET', '/metrics?metric_name=k_requests&aggregation=increase');
    expect(body.items[0].points[0].value).toBe(2);
  });

  it('refuses with 400 what can never be taken, and stores the rest', async () => {
    const sample: [number, number][] = [[now, 1]];
    const { status, body } = await write([
      {
        labels: { __name__: 'good', job: 'bad' },
        samples: [
          [now, 1],
          [now - 40 * 86_400_000, 2],
          [-5, 3],
        ],
      },
      { labels: { job: 'nameless' }, samples: sample },
      {
        labels: { __name__: 'long', job: 'x'.repeat(1025) },
        samples: [
          [now, 1],
          [now + 1, 1],
        ],
      },
      { labels: { __name__: 'line\nbreak' }, samples: sample },
      {
        labels: [
          ['__name__', 'twice'],
          ['a', '1'],
          ['a', '2'],
        ],
        samples: sample,
      },
      {
        labels: { __name__: 'wide', ...Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`l${i}`, 'x'])) },
        samples: sample,
      },
      { labels: { __name__: 'best', job: 'bad', __proto__x: 'y' }, samples: [[now + 3_600_000, 1]] },
    ]);
    expect({ status, title: body.title }).toEqual({ status: 400, title: 'Bad Request' });
    expect(body.detail).toMatch(
      /^9 samples were refused, 1 are stored\. a sample: its time is older than the retention of 30 days; /,
    );
    expect(body.detail).toContain('"": its __name__ must not be empty');
    expect(body.detail).toContain('"long": tags.job has 1025 characters: at most 1024 are taken');
    expect((await samplesOf('good')).map(({ value }) => value)).toEqual([1]);
    expect(await samplesOf('long')).toEqual([]);
    await eventually(() => expect(service.output).toContain('samples were refused'));
    const refused = await samplesOf('monitoring_refused_samples_total');
    expect(refused).toMatchObject([{ value: 9, tags: { door: 'remote-write', service: 'monitoring' } }]);
  });

  it('gives what a job has over its limit to the overflow, running totals under a name of their own', async () => {
    const at = now - 100;
    const wide = (name: string, i: number): WrittenSeries => ({
      labels: { __name__: name, i: String(i), job: 'wide' },
      samples: [[at, i]],
    });
    const series = Array.from({ length: 30 }, (_, i) => [wide('wide_gauge', i), wide('wide_total', i)]).flat();
    expect((await write(series)).status).toBe(204);
    const rows = await service.query(
      `select name, overflow, count(*)::int from metric_series where service = 'wide' group by 1, 2 order by 1, 2`,
    );
    expect(rows).toEqual([
      { name: 'metric_overflow', overflow: true, count: 1 },
      { name: 'wide_gauge', overflow: false, count: 20 },
      { name: 'wide_gauge', overflow: true, count: 1 },
      { name: 'wide_total', overflow: false, count: 20 },
    ]);
  });

  it('keeps an exemplar for each series and second, found by the name of its histogram', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const second = Math.floor(now / 1000) * 1000 - 10_000;
    const exemplar = (at: number, value: number, trace_id = trace) => ({ at, value, labels: { trace_id, user: 'u1' } });
    const series = {
      labels: { __name__: 'took_seconds_bucket', job: 'exemplars', le: '0.5' },
      samples: [[now, 1]] as [number, number][],
      exemplars: [exemplar(second + 1, 0.3), exemplar(second + 999, 0.4), exemplar(second + 1000, 0.45, `${trace}0`)],
    };
    for (let i = 0; i < 2; i++) expect((await write([series])).status).toBe(204);
    const list = (query: string) => service.request('GET', `/metrics/exemplars?${query}`);
    const { status, body } = await list('metric_name=took_seconds');
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        expect.objectContaining({ value: 0.45, trace_id: `${trace}0` }),
        {
          metric_name: 'took_seconds_bucket',
          tags: { job: 'exemplars', le: '0.5' },
          timestamp: new Date(second + 1).toISOString(),
          value: 0.3,
          trace_id: trace,
          span_id: null,
          attributes: { user: 'u1' },
        },
      ],
      next_cursor: null,
    });
    const first = await list('metric_name=took_seconds_bucket&tags=le=0.5&limit=1');
    const next = await list(`metric_name=took_seconds&limit=1&cursor=${first.body.next_cursor}`);
    expect([first.body.items[0].value, next.body.items[0].value, next.body.next_cursor]).toEqual([0.45, 0.3, null]);
    const range = `start_time=${second + 500}&end_time=${second + 1001}`;
    expect((await list(`metric_name=took_seconds&${range}`)).body.items).toHaveLength(1);
    expect((await list('metric_name=took_seconds&tags=le=1')).body.items).toEqual([]);
    expect((await list('metric_name=took_seconds&cursor=WzEsImEiXQ')).status).toBe(400);
  });

  it.each<[string, number, () => [Buffer, object?]]>([
    [
      'another media type',
      415,
      () => [Buffer.from('{}'), { 'content-type': 'application/json', 'content-encoding': 'identity' }],
    ],
    [
      'remote write 2.0',
      415,
      () => [writeBody([]), { 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' }],
    ],
    ['no compression', 415, () => [writeRequest([]), { 'content-encoding': 'identity' }]],
    ['what is no Snappy', 400, () => [Buffer.from('no snappy at all')]],
    ['the stream format of Snappy', 400, () => [Buffer.from('ff060000734e61507059', 'hex')]],
    ['a length over the limit', 413, () => [Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0])]],
    ['a length that is cut off', 400, () => [Buffer.from([0xff])]],
    ['what is no WriteRequest', 400, () => [compressSync(Buffer.from('no protobuf at all'))]],
    [
      '1.0 by its full name',
      204,
      () => [writeBody([]), { 'content-type': 'application/x-protobuf;proto=prometheus.WriteRequest' }],
    ],
  ])('answers %s with %i', async (_, expected, make) => {
    const [body, more] = make();
    const { status, body: answer } = await send(body, more);
    expect({ status, answer }).toMatchObject({ status: expected });
    if (expected !== 204) expect(answer).toMatchObject({ status: expected, detail: expect.any(String) });
  });

  it('takes protobuf and Snappy nowhere else', async () => {
    const { status } = await service.request('POST', '/metrics', {
      body: writeRequest([]),
      headers: { 'content-type': 'application/x-protobuf' },
    });
    expect(status).toBe(415);
    expect(
      (await service.request('POST', '/metrics', { body: writeBody([]), headers: { 'content-encoding': 'snappy' } }))
        .status,
    ).toBe(415);
  });
});
