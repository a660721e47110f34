import { attribute, metricsRequest, nanoseconds, type OtlpEncoding, sendMetrics } from '../support/otlp-request.js';
import { startService, type TestService } from '../support/service.js';
import { storedSeries } from '../support/stored-series.js';

const [DELTA, CUMULATIVE] = [1, 2];
const NO_RECORDED_VALUE = 1;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe.each<OtlpEncoding>(['protobuf', 'json'])('OTLP metrics in %s', (encoding) => {
  let service: TestService;
  const now = Math.floor(Date.now() / 1000) * 1000 - 60_000;
  const full = { status: 200, type: expect.stringContaining(encoding) };

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const send = (...metrics: object[]) => sendMetrics(service, encoding, metricsRequest('hand', ...metrics));

  /** The values of a metric's series, oldest first, by the tags that are not of its resource. */
  async function stored(name: string): Promise<Record<string, (number | null)[]>> {
    const series = await storedSeries(service, name, 'hand', (tag) => tag !== 'service');
    return Object.fromEntries(Object.entries(series).map(([key, { values }]) => [key, values]));
  }

  const point = (at: number, value: object, more: object = {}) => ({
    timeUnixNano: nanoseconds(at),
    ...value,
    ...more,
  });

  it('takes sums and gauges with whole numbers and doubles', async () => {
    const sum = (name: string, aggregationTemporality: number, isMonotonic: boolean) => ({
      name,
      sum: {
        aggregationTemporality,
        isMonotonic,
        dataPoints: [
          point(now, { asInt: '-7' }),
          point(now + 1, { asDouble: 1e300 }),
          point(now + 2, { asInt: '9007199254740993' }),
        ],
      },
    });
    const gauge = { name: 'g', gauge: { dataPoints: [point(now, { asDouble: 'NaN' }), point(now + 1, { asInt: 3 })] } };
    expect(
      await send(
        sum('dm', DELTA, true),
        sum('d', DELTA, false),
        sum('cm', CUMULATIVE, true),
        sum('c', CUMULATIVE, false),
        gauge,
      ),
    ).toEqual(full);
    for (const name of ['dm', 'd', 'cm', 'c']) {
      expect(await stored(name)).toEqual({ '': [-7, 1e300, 9007199254740992] });
    }
    expect(await stored('g')).toEqual({ '': [null, 3] });
    const kinds = await service.query(
      `select name, kind, temporality from metric_series where name = any('{dm,d,cm,c}') order by name`,
    );
    expect(kinds).toEqual([
      { name: 'c', kind: 'gauge', temporality: 'delta' },
      { name: 'cm', kind: 'counter', temporality: 'cumulative' },
      { name: 'd', kind: 'counter', temporality: 'delta' },
      { name: 'dm', kind: 'counter', temporality: 'delta' },
    ]);
  });

  it('takes histograms, with the bounds in any number', async () => {
    const histogram = (name: string, aggregationTemporality: number, dataPoints: object[]) => ({
      name,
      histogram: { aggregationTemporality, dataPoints },
    });
    const buckets = {
      count: '6',
      sum: 12.5,
      bucketCounts: ['1', '2', '3'],
      explicitBounds: [0.5, 2.5],
      min: 0.1,
      max: 9,
    };
    expect(
      await send(
        histogram('hd', DELTA, [point(now, buckets), point(now + 1, buckets)]),
        histogram('hc', CUMULATIVE, [point(now, buckets, { startTimeUnixNano: nanoseconds(now - 1000) })]),
        histogram('plain', CUMULATIVE, [point(now, { count: 4, sum: 8 })]),
        histogram('single', CUMULATIVE, [point(now, { count: 4, bucketCounts: [4], explicitBounds: [] })]),
      ),
    ).toEqual(full);
    expect(await stored('hd_bucket')).toEqual({ 'le=0.5': [1, 1], 'le=2.5': [3, 3], 'le=+Inf': [6, 6] });
    expect(await stored('hc_bucket')).toEqual({ 'le=0.5': [0, 1], 'le=2.5': [0, 3], 'le=+Inf': [0, 6] });
    expect(await stored('hc_sum')).toEqual({ '': [0, 12.5] });
    expect([await stored('hd_min'), await stored('hd_max')]).toEqual([{ '': [0.1, 0.1] }, { '': [9, 9] }]);
    expect([await stored('plain_count'), await stored('plain_sum')]).toEqual([{ '': [4] }, { '': [8] }]);
    expect(await stored('plain_bucket')).toEqual({});
    expect(await stored('single_bucket')).toEqual({ 'le=+Inf': [4] });
  });

  it('takes exponential histograms, of finer scales in buckets of scale 3', async () => {
    const exponential = (name: string, aggregationTemporality: number, ...points: object[]) => ({
      name,
      exponentialHistogram: { aggregationTemporality, dataPoints: points.map((more, i) => point(now + i, more)) },
    });
    const given = {
      count: '10',
      sum: 1,
      scale: 4,
      zeroCount: '1',
      zeroThreshold: 0.25,
      positive: { offset: 14, bucketCounts: ['1', '2', '0', '4'] },
      negative: { offset: -2, bucketCounts: ['2'] },
    };
    const coarse = { count: 3, scale: -1, positive: { offset: 0, bucketCounts: [3] } };
    expect(
      await send(
        exponential('ec', CUMULATIVE, given),
        exponential('ed', DELTA, given),
        exponential('rough', CUMULATIVE, coarse),
      ),
    ).toEqual(full);
    expect(await stored('ec_bucket')).toEqual({
      'gt=-0.25 le=0.25': [1],
      'gt=1.83400808641 le=2': [3],
      'gt=2 le=2.18101546533': [4],
      'gt=-1 le=-0.917004043205': [2],
    });
    expect(await stored('rough_bucket')).toEqual({ 'gt=1 le=4': [3] });
    const { body } = await service.request('GET', `/metrics?metric_name=ed&aggregation=count&start_time=${now - 1000}`);
    expect(body.items[0].points[0].value).toBe(10);
    const [values] = Object.values(await stored('ed'));
    expect((values as number[]).sort((a, b) => a - b).map((value) => value.toFixed(3))).toEqual([
      '-0.937',
      '0.000',
      '1.874',
      '1.957',
      '2.134',
    ]);
  });

  it('takes summaries', async () => {
    const quantileValues = [
      { quantile: 0.5, value: 2 },
      { quantile: 1, value: 7 },
    ];
    const summary = { dataPoints: [point(now, { count: 3, sum: 10, quantileValues })] };
    expect(await send({ name: 's', unit: 'ms', summary })).toEqual(full);
    expect(await stored('s')).toEqual({ 'quantile=0.5': [2], 'quantile=1': [7] });
    expect([await stored('s_count'), await stored('s_sum')]).toEqual([{ '': [3] }, { '': [10] }]);
    const rows = await service.query(
      `select name, kind, unit from metric_series where name ~ '^s(_sum|_count)?$' order by 1, 2 limit 2`,
    );
    expect(rows).toEqual([
      { name: 's', kind: 'summary', unit: 'ms' },
      { name: 's', kind: 'summary', unit: 'ms' },
    ]);
  });

  it('marks the end of a series where a point says that there is no value', async () => {
    const flags = NO_RECORDED_VALUE;
    const sum = (aggregationTemporality: number) => ({
      aggregationTemporality,
      isMonotonic: true,
      dataPoints: [point(now, { asInt: 1 }), point(now + 1, {}, { flags })],
    });
    const histogram = {
      aggregationTemporality: CUMULATIVE,
      dataPoints: [point(now, { count: 1, sum: 1 }), point(now + 1, {}, { flags })],
    };
    expect(
      await send(
        { name: 'ended', sum: sum(CUMULATIVE) },
        { name: 'quiet', sum: sum(DELTA) },
        { name: 'gone', gauge: { dataPoints: [point(now, {}, { flags })] } },
        { name: 'h_ended', histogram },
      ),
    ).toEqual(full);
    expect(await stored('ended')).toEqual({ '': [1, null] });
    expect(await stored('quiet')).toEqual({ '': [1] });
    expect(await stored('gone')).toEqual({ '': [null] });
    expect([await stored('h_ended_count'), await stored('h_ended_sum')]).toEqual([
      { '': [1, null] },
      { '': [1, null] },
    ]);
  });

  it('keeps exemplars beside the bucket they fell in', async () => {
    const exemplar = (value: number, more: object = {}) => ({
      timeUnixNano: nanoseconds(now + 10),
      asDouble: value,
      traceId: TRACE,
      spanId: SPAN,
      filteredAttributes: [attribute('user', 'u1')],
      ...more,
    });
    const histogram = {
      aggregationTemporality: CUMULATIVE,
      dataPoints: [
        point(
          now,
          { count: 2, sum: 3, bucketCounts: [1, 1], explicitBounds: [1] },
          { exemplars: [exemplar(0.5), exemplar(2, { traceId: '00' })] },
        ),
      ],
    };
    expect(await send({ name: 'traced', histogram })).toEqual(full);
    const { body } = await service.request('GET', '/metrics/exemplars?metric_name=traced');
    const common = { metric_name: 'traced_bucket', timestamp: new Date(now + 10).toISOString(), span_id: SPAN };
    expect(body.items).toHaveLength(2);
    expect(body.items).toEqual(
      expect.arrayContaining([
        { ...common, tags: { service: 'hand', le: '1' }, value: 0.5, trace_id: TRACE, attributes: { user: 'u1' } },
        { ...common, tags: { service: 'hand', le: '+Inf' }, value: 2, trace_id: null, attributes: { user: 'u1' } },
      ]),
    );
  });

  it('counts increments once when a batch is sent again', async () => {
    const sum = { aggregationTemporality: DELTA, isMonotonic: true, dataPoints: [point(now, { asInt: 2 })] };
    const request = metricsRequest('hand', { name: 'repeated', sum });
    for (const batch of ['a', 'a', 'b']) {
      expect(await sendMetrics(service, encoding, request, { 'x-batch-id': batch })).toEqual(full);
    }
    expect(await stored('repeated')).toEqual({ '': [2, 2] });
  });
});
