import { gzipSync } from 'node:zlib';
import { eventually } from '../support/eventually.js';
import {
  attribute,
  metricsRequest,
  nanoseconds,
  OTLP_TYPES,
  type OtlpEncoding,
  otlpProtobuf,
  sendMetrics,
  sendOtlp,
} from '../support/otlp-request.js';
import { startService, type TestService } from '../support/service.js';

const [DELTA, CUMULATIVE] = [1, 2];

const whole = await otlpProtobuf(metricsRequest('hand', { name: 'cut', gauge: { dataPoints: [{ asInt: 1 }] } }));

describe.each<OtlpEncoding>(['protobuf', 'json'])('faults of OTLP metrics in %s', (encoding) => {
  let service: TestService;
  const now = Date.now();
  const at = nanoseconds(now);

  beforeAll(async () => {
    service = await startService({ env: { MAX_BODY_BYTES: '2000000' } });
  });
  afterAll(() => service?.stop());

  const send = (...metrics: object[]) => sendMetrics(service, encoding, metricsRequest('hand', ...metrics));
  const gauge = (name: string, ...dataPoints: object[]) => ({ name, gauge: { dataPoints } });
  const good = { timeUnixNano: at, asInt: 1 };
  const histogram = (point: object) => ({
    name: 'bad',
    histogram: { aggregationTemporality: CUMULATIVE, dataPoints: [{ timeUnixNano: at, ...point }] },
  });
  const exponential = (point: object) => ({
    name: 'bad',
    exponentialHistogram: { aggregationTemporality: CUMULATIVE, dataPoints: [{ timeUnixNano: at, ...point }] },
  });

  it.each<[string, object, string]>([
    ['a point without a value', gauge('bad', { timeUnixNano: at }), '"bad": the point has no value'],
    [
      'a time long past',
      gauge('bad', { ...good, timeUnixNano: '1000000' }),
      '"bad": its time is older than the retention of 30 days',
    ],
    [
      'a time to come',
      gauge('bad', { ...good, timeUnixNano: nanoseconds(now + 3_600_000) }),
      'its time is more than 10 minutes in the future',
    ],
    ['no name', gauge('', good), '"": its name must not be empty'],
    ['a name of two lines', gauge('a\nb', good), '"a\\nb": its name must not contain control characters'],
    [
      'an attribute too long',
      gauge('bad', { ...good, attributes: [attribute('a', 'x'.repeat(1025))] }),
      'tags.a has 1025 characters',
    ],
    [
      'too many attributes',
      gauge('bad', { ...good, attributes: Array.from({ length: 32 }, (_, i) => attribute(`a${i}`, 'x')) }),
      'tags has 33 keys',
    ],
    [
      'a sum without temporality',
      { name: 'bad', sum: { isMonotonic: true, dataPoints: [good] } },
      'its aggregation temporality is not specified',
    ],
    [
      'counts that do not fit the bounds',
      histogram({ bucketCounts: [1, 2], explicitBounds: [1, 2] }),
      'has 2 bucket counts for 2 bounds',
    ],
    [
      'bounds out of order',
      histogram({ bucketCounts: [1, 2, 3], explicitBounds: [2, 1] }),
      'the bounds are not in ascending order',
    ],
    [
      'a bound that is no number',
      histogram({ bucketCounts: [1, 2], explicitBounds: ['NaN'] }),
      'the bounds are not in ascending order',
    ],
    [
      'too many buckets',
      histogram({
        bucketCounts: Array.from({ length: 1002 }, () => 1),
        explicitBounds: Array.from({ length: 1001 }, (_, i) => i),
      }),
      'more than 1000 buckets',
    ],
    [
      'a bucket beyond all numbers',
      exponential({ scale: 0, positive: { offset: 5000, bucketCounts: [1] } }),
      'a bucket is beyond all doubles',
    ],
    [
      'a zero threshold below zero',
      exponential({ zeroThreshold: -1 }),
      'the zero threshold is not a number of at least 0',
    ],
    [
      'a quantile over 1',
      { name: 'bad', summary: { dataPoints: [{ timeUnixNano: at, quantileValues: [{ quantile: 2, value: 1 }] }] } },
      'a quantile is not between 0 and 1',
    ],
  ])('refuses %s, says why, and stores the rest', async (what, bad, message) => {
    const answer = await send(bad, gauge('good', { ...good, attributes: [attribute('beside', what)] }));
    expect(answer).toEqual({
      status: 200,
      type: expect.stringContaining(OTLP_TYPES[encoding]),
      rejected: 1,
      message: expect.stringContaining(message),
    });
    const { body } = await service.request(
      'GET',
      `/metrics?metric_name=good&tags=${encodeURIComponent(JSON.stringify({ beside: what }))}`,
    );
    expect(body.items).toHaveLength(1);
    expect((await service.request('GET', '/metrics?metric_name=bad')).body.items).toEqual([]);
  });

  it('counts every refused point, in the answer and in a metric', async () => {
    const count = async () => {
      const { body } = await service.request('GET', '/metrics?metric_name=monitoring_refused_samples_total');
      return (body.items as { value: number }[]).reduce((sum, { value }) => sum + value, 0);
    };
    const before = await count();
    const answer = await send(
      gauge('counted', ...Array.from({ length: 20 }, (_, i) => ({ timeUnixNano: nanoseconds(i + 1), asInt: i }))),
    );
    expect(answer.rejected).toBe(20);
    await eventually(async () => expect(await count()).toBe(before + 20));
  });

  it('warns of a unit that is left out, and refuses nothing', async () => {
    const sum = { aggregationTemporality: DELTA, isMonotonic: true, dataPoints: [good] };
    const answer = await send({ name: 'unit', unit: 'x'.repeat(64), sum });
    expect(answer).toMatchObject({
      status: 200,
      rejected: 0,
      message: expect.stringContaining('its unit has 64 characters'),
    });
  });

  it('answers an empty request with an empty success', async () => {
    expect(await send()).toEqual({ status: 200, type: expect.stringContaining(OTLP_TYPES[encoding]) });
  });

  it.each<[string, number, { protobuf: Buffer; json: Buffer }, object, RegExp]>([
    [
      'a body that ends too early',
      400,
      { protobuf: whole.subarray(0, -1), json: Buffer.from('{"resourceMetrics": [') },
      {},
      encoding === 'json' ? /JSON/ : /^The body is no ExportMetricsServiceRequest: at byte \d+: a field of/,
    ],
    [
      'a body of another shape',
      400,
      {
        protobuf: Buffer.from('hello, world'),
        json: Buffer.from('{"resourceMetrics": [{"scopeMetrics": [{"metrics": {}}]}]}'),
      },
      {},
      encoding === 'json' ? /resourceMetrics\[0\]\.scopeMetrics\[0\]\.metrics must be an array/ : /at byte \d+/,
    ],
    ['what is no gzip', 400, { protobuf: whole, json: whole }, { 'content-encoding': 'gzip' }, /not valid gzip/],
    [
      'another compression',
      415,
      { protobuf: whole, json: whole },
      { 'content-encoding': 'zstd' },
      /"zstd" is not supported/,
    ],
    ['a sender without a key', 401, { protobuf: whole, json: Buffer.from('{}') }, { authorization: '' }, /./],
    [
      'a batch id of two lines',
      400,
      { protobuf: whole, json: Buffer.from('{}') },
      { 'x-batch-id': 'x'.repeat(129) },
      /X-Batch-ID/,
    ],
    [
      'a body too large',
      413,
      { protobuf: gzipSync(Buffer.alloc(2_000_001)), json: gzipSync(Buffer.alloc(2_000_001, ' ')) },
      { 'content-encoding': 'gzip' },
      /large/,
    ],
  ])('answers %s with %i and a status in the encoding of the request', async (_, status, bodies, headers, message) => {
    expect(await sendOtlp(service, encoding, bodies[encoding], headers as Record<string, string>)).toEqual({
      status,
      type: expect.stringContaining(OTLP_TYPES[encoding]),
      message: expect.stringMatching(message),
    });
  });
});
