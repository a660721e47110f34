import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const HOSTILE = '<img src=x onerror="document.title=1">';
const LONG = 'q'.repeat(500);
const TRACE = '5b8efff798038103d269b633813fc60c';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const QUEUES = 120;

describeInBrowser('the metrics explorer', () => {
  let stage: WebStage;
  let sentAt: number;

  beforeAll(async () => {
    stage = await WebStage.start();
    sentAt = Date.now();
    await stage.send('/metrics', [...orders(sentAt, 1), ...orders(sentAt - DAY, 2), ...queues(sentAt)]);
    await stage.send('~/v1/metrics', histogramWithTrace(sentAt - 5 * MINUTE));
  });
  afterAll(() => stage?.stop());

  const field = (name: string) => stage.page.getByRole('combobox', { name, exact: true });
  const series = () => stage.page.getByRole('table', { name: 'Series' });
  const faultOf = (text: string) =>
    stage.page.getByRole('region', { name: 'Questions' }).getByRole('alert').filter({ hasText: text });
  const rows = () => series().getByRole('row');
  const asked = () => new URL(stage.page.url()).searchParams;

  /** What every page must hold to. */
  async function expectSound(name: string): Promise<void> {
    expect(stage.complaints).toEqual([]);
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph(`metrics-${name}`)).toBe(0);
    expect(await stage.page.locator('main img').count()).toBe(0);
  }

  it('lists metrics in groups with their shapes, and opens one as its kind is looked at', async () => {
    const { page } = stage;
    await stage.visit('/metrics');
    const list = page.getByRole('list', { name: 'Metrics' });
    await list.getByRole('link', { name: 'orders_total', exact: true }).waitFor();
    expect(await list.getByRole('button', { name: /^orders 3$/ }).count()).toBe(1);
    // A rate that never changes draws a flat line, which has no height to be seen by.
    const shape = list.getByRole('listitem').filter({ hasText: 'orders_total' }).locator('svg path');
    await shape.waitFor({ state: 'attached' });
    await expectSound('list');

    await page.getByLabel('Search', { exact: true }).last().fill('nothing_like_it');
    await page.getByText('No metric is like this').waitFor();
    await page.getByLabel('Search', { exact: true }).last().fill('orders_');
    await eventually(async () => expect(await list.getByRole('link').count()).toBe(3));
    await list.getByRole('link', { name: 'orders_total', exact: true }).click();
    await eventually(async () => expect(await field('Aggregation').inputValue()).toBe('rate per second'));
    await series().getByText('rate per second of orders_total').waitFor();
    await stage.visit('/metrics?metric=orders_duration_ms');
    await eventually(async () => expect(await field('Aggregation').inputValue()).toBe('p95'));
    await stage.visit('/metrics?metric=orders_waiting');
    await eventually(async () => expect(await field('Aggregation').inputValue()).toBe('average'));
  });

  it('asks by tags and groups, and its address shows the same again', async () => {
    const { page } = stage;
    await stage.visit('/metrics?metric=orders_total&aggregation=increase');
    await field('Group by').click();
    await page.getByRole('option', { name: 'service' }).click();
    await eventually(async () => expect(await rows().count()).toBe(3));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filter by tag' }).click();
    await field('Tag').click();
    await page.getByRole('option', { name: 'route' }).click();
    await field('Comparison').click();
    await page.getByRole('option', { name: 'is one of' }).click();
    await field('Values').fill('/a|b');
    await page.getByRole('option', { name: '/a|b', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'route one of /a|b' }).first().waitFor();
    expect(Object.fromEntries(asked())).toEqual({
      metric: 'orders_total',
      aggregation: 'increase',
      group_by: 'service',
      tags: 'route=~/a\\|b',
    });
    // Of this route 1 order a minute in 50 minutes, in one of two services.
    await eventually(async () => expect(await rows().count()).toBe(2));
    const before = await series().innerText();
    await page.reload();
    await eventually(async () => expect((await series().innerText()).slice(0, 40)).toBe(before.slice(0, 40)));
    expect(stage.complaints).toEqual([]);
  });

  it('draws a hundred of many series, shows one alone, and holds to hostile names', async () => {
    const { page } = stage;
    const span = `from=${sentAt - 18 * MINUTE}&to=${sentAt}`;
    await stage.visit(`/metrics?metric=orders_waiting&group_by=queue&step=1m&${span}`);
    await page.getByText('More than 100 series').waitFor();
    await eventually(async () => expect(await series().getAttribute('aria-rowcount')).toBe('101'));
    await series().getByText(HOSTILE).waitFor();
    await expectSound('many-series');
    await series().getByRole('button', { name: HOSTILE }).click();
    const chart = page.getByRole('slider');
    await chart.focus();
    await page.keyboard.press('Home');
    await eventually(async () =>
      expect(await chart.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d:\d\d: <img src=x .*> 9\.12\sk/),
    );
    await page.getByRole('button', { name: 'Show all' }).click();
    await chart.focus();
    await page.keyboard.press('Home');
    await eventually(async () => expect(await chart.getAttribute('aria-valuetext')).toMatch(/, and 92 more/));
    await stage.visit('/metrics?metric=orders_waiting&group_by=queue&bottom=5');
    await eventually(async () => expect(await rows().count()).toBe(6));
    expect(stage.complaints).toEqual([]);
  });

  it('compares with the day before, and calculates with questions', async () => {
    const { page } = stage;
    const b = 'name=B&metric=orders_total&aggregation=increase&group_by=service&tags=service%3Dpay';
    const c = 'name=C&formula=100 * B / A&top=1';
    const also = [b, c].map((text) => `&also=${encodeURIComponent(text)}`).join('');
    await stage.visit(
      `/metrics?metric=orders_total&aggregation=increase&group_by=service&hide=yes${also}&compare=1d&step=10m`,
    );
    await series().getByText('C: pay').waitFor();
    await eventually(async () => expect(await rows().count()).toBe(3));
    const row = await series().getByRole('row').filter({ hasText: 'C: pay' }).innerText();
    expect(row.split('\n')).toEqual(expect.arrayContaining(['100', '0 %']));
    // Twice as many the day before.
    expect(await series().getByRole('row').filter({ hasText: 'B: pay' }).innerText()).toContain('-50 %');
    await expectSound('several-questions');
    await page.getByRole('button', { name: 'Show A' }).click();
    await series().getByText('A: shop').waitFor();
    await page.getByRole('button', { name: 'Remove A' }).click();
    await faultOf('refers to A').waitFor();
    expect(asked().get('name')).toBe('B');
    await page.getByRole('button', { name: 'Duplicate B' }).click();
    await series().getByText('A: pay').waitFor();
    stage.complaints.splice(0); // the refused formula is in the console
  });

  it('leads from an exemplar to its trace', async () => {
    const { page } = stage;
    await stage.visit('/metrics?metric=pay.duration');
    await eventually(async () => expect(await field('Aggregation').inputValue()).toBe('p95'));
    await page.getByText('a click opens the trace').waitFor();
    expect(stage.complaints).toEqual([]);
    await page.getByRole('link', { name: TRACE }).click();
    await page.waitForURL(`**/traces/${TRACE}`);
    await page.goBack();
    const spot = await page.getByRole('slider').boundingBox();
    // Five minutes before the end of an hour, and at the upper edge: it lies far above the percentile.
    await eventually(async () => {
      for (let x = 0.85; x < 0.97; x += 0.004) {
        await page.mouse.move(spot!.x + 58 + (spot!.width - 72) * x, spot!.y + 14);
        if ((await page.getByText('Click opens its trace').count()) > 0) return;
      }
      throw new Error('the exemplar is not on the chart');
    });
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForURL(`**/traces/${TRACE}`);
  });

  it('passes on what is shown: as a call that answers it, and as the beginning of an alert rule', async () => {
    const { page } = stage;
    await stage.visit('/metrics?metric=orders_total&tags=service%3Dpay&group_by=route&aggregation=increase');
    await rows().nth(1).waitFor();
    await page.getByRole('button', { name: 'Share' }).click();
    const code = await page.locator('figure').filter({ hasText: 'Terminal: A' }).locator('code').innerText();
    const url = /'(.+)'/.exec(code)![1]!;
    const headers = { authorization: `Bearer ${stage.service.token('viewer')}` };
    const answer = (await (await fetch(url, { headers })).json()) as { items: { tags: object }[] };
    expect(answer.items.map(({ tags }) => tags)).toEqual([{ route: '/a|b' }]);
    await page.keyboard.press('Escape');
    const rule = await page.getByRole('link', { name: 'Make an alert rule of A' }).getAttribute('href');
    expect(Object.fromEntries(new URL(rule!, stage.service.url).searchParams)).toEqual({
      metric_name: 'orders_total',
      aggregation: 'increase',
      tags: 'service=pay',
      group_by: 'route',
    });
  });

  it('says what is wrong with one question, and leaves the others standing', async () => {
    const { page } = stage;
    await stage.visit(
      `/metrics?metric=orders_total&aggregation=nonsense&also=${encodeURIComponent('metric=orders_waiting')}`,
    );
    await faultOf('nonsense is not an aggregation').waitFor();
    await series().getByText('average of orders_waiting').waitFor();
    await stage.visit(`/metrics?metric=${encodeURIComponent(HOSTILE)}&tags=${encodeURIComponent('(((')}&step=0&top=-1`);
    await page.getByText('The filter cannot be read').waitFor();
    await page.getByText('No metric of this name').or(page.getByRole('alert')).first().waitFor();
    stage.complaints.splice(0); // refused questions are in the console

    await page.route('**/metrics?metric_name=orders_total**', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"Broken on purpose"}' }),
    );
    await stage.visit(`/metrics?metric=orders_total&also=${encodeURIComponent('metric=orders_waiting')}`);
    await faultOf('Broken on purpose').waitFor();
    await series().getByText('average of orders_waiting').waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    await page.unroute('**/metrics?metric_name=orders_total**');
    stage.complaints.splice(0);
  });

  it('shows which service has how many series', async () => {
    const { page } = stage;
    await stage.visit('/metrics?view=cardinality');
    const services = page.getByRole('table', { name: 'Services by number of series' });
    await services.getByRole('row').filter({ hasText: 'shop' }).getByText('within the limit').waitFor();
    await expectSound('cardinality');
    await services.getByRole('link', { name: 'shop' }).click();
    const tags = page.getByRole('table', { name: 'Tags by number of values' });
    await tags.getByRole('row').filter({ hasText: 'queue' }).getByText(String(QUEUES)).first().waitFor();
    await page.getByRole('table', { name: 'Metrics by number of series' }).getByRole('link').first().click();
    await page.waitForURL('**/metrics?metric=orders_waiting');
    expect(stage.complaints).toEqual([]);
  });

  it('offers viewers nothing that they may not change', async () => {
    await stage.signIn('viewer');
    await stage.visit('/metrics?metric=orders_total');
    await rows().nth(1).waitFor();
    expect(await stage.page.getByRole('link', { name: /alert rule/ }).count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  });
});

/** An order a minute in each of two services over 50 minutes, so many at once; and how long it took. */
function orders(endAt: number, value: number): object[] {
  return Array.from({ length: 50 }, (_, minute) => {
    const timestamp = endAt - (minute + 1) * MINUTE;
    return ['shop', 'pay'].flatMap((service) => {
      const tags = { service, route: service === 'pay' ? '/a|b' : '/c' };
      return [
        { metric_name: 'orders_total', metric_type: 'counter', value, tags, timestamp },
        {
          metric_name: 'orders_duration_ms',
          metric_type: 'histogram',
          value: 20 + minute,
          unit: 'ms',
          tags,
          timestamp,
        },
      ];
    });
  }).flat();
}

/** A gauge of very many series, two of which have names that would do harm. */
function queues(endAt: number): object[] {
  return Array.from({ length: QUEUES }, (_, at) => {
    const queue = at === 0 ? HOSTILE : at === 1 ? LONG : `queue-${at}`;
    const value = at === 0 ? 9120 : QUEUES - at;
    return Array.from({ length: 20 }, (__, minute) => ({
      metric_name: 'orders_waiting',
      metric_type: 'gauge',
      value,
      tags: { service: 'shop', queue },
      timestamp: endAt - minute * MINUTE,
    }));
  }).flat();
}

/** A histogram of OpenTelemetry with one measurement that tells its trace. */
function histogramWithTrace(at: number): object {
  const nanoseconds = (time: number) => `${time}000000`;
  const point = (time: number, count: number, exemplars: object[] = []) => ({
    startTimeUnixNano: nanoseconds(at - 10 * MINUTE),
    timeUnixNano: nanoseconds(time),
    count,
    sum: 5 * count,
    bucketCounts: [count, 0],
    explicitBounds: [10],
    exemplars,
  });
  const exemplar = { timeUnixNano: nanoseconds(at), asDouble: 900, traceId: TRACE, spanId: '00f067aa0ba902b7' };
  const dataPoints = [point(at - 2 * MINUTE, 10), point(at - MINUTE, 25), point(at, 40, [exemplar])];
  return {
    resourceMetrics: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'pay' } }] },
        scopeMetrics: [
          {
            metrics: [{ name: 'pay.duration', unit: 'ms', histogram: { aggregationTemporality: 2, dataPoints } }],
          },
        ],
      },
    ],
  };
}
