import { randomUUID } from 'node:crypto';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const REQUEST_ID = randomUUID();
const ERROR_ID = randomUUID();
/** As Sentry SDKs give them. */
const HEX_ERROR_ID = ERROR_ID.replaceAll('-', '');
const LONG = 'o'.repeat(500);

interface Found {
  kind: string;
  id: string;
  title: string;
  subtitle: string;
}

describe('search', () => {
  let service: TestService;
  let alertId: string;

  const ask = (q: string) => service.request('GET', `/search?q=${encodeURIComponent(q)}`, { as: 'viewer' });
  const find = async (q: string): Promise<Found[]> => {
    const { status, body } = await ask(q);
    expect({ q, status }).toEqual({ q, status: 200 });
    for (const item of body.items) expect(Object.keys(item).sort()).toEqual(['id', 'kind', 'subtitle', 'title']);
    return body.items;
  };
  const told = (items: Found[]) => items.map(({ kind, title }) => `${kind} ${title}`);
  const post = async (path: string, body: unknown) => {
    const answer = await service.request('POST', path, { body });
    expect({ path, ok: answer.status < 300 }).toEqual({ path, ok: true });
    return answer.body;
  };

  beforeAll(async () => {
    service = await startService({ env: { COLLECTOR_INTERVAL_SECONDS: '1' } });
    const span = {
      trace_id: TRACE_ID,
      operation_name: 'POST /checkout',
      service_name: 'checkout',
      kind: 'server',
      start_time: new Date().toISOString(),
      duration_ms: 5,
    };
    await post('/traces', [
      { ...span, span_id: 'a' },
      { ...span, span_id: 'b', operation_name: LONG },
    ]);
    await post('/errors', [
      {
        error_id: ERROR_ID,
        request_id: REQUEST_ID,
        error_type: 'CheckoutError',
        error_message: '100% of <b>checkouts</b> failed\nwith more',
        service: 'checkout',
      },
      { error_id: HEX_ERROR_ID, error_type: 'SentryError', error_message: 'sent by an SDK', service: 'till' },
    ]);
    await post('/metrics', {
      metric_name: 'checkout_total',
      metric_type: 'counter',
      value: 1,
      tags: { service: 'shop' },
    });
    await post('/logs', { service: 'checkout', message: 'hello', request_id: REQUEST_ID, trace_id: TRACE_ID });
    await post('/alert-rules', {
      name: 'Checkout is slow',
      metric_name: 'checkout_total',
      condition: 'gt',
      threshold: 5,
      aggregation: 'sum',
      duration: 60,
      severity: 'warning',
    });
    alertId = (await post('/alerts', { name: 'Checkout is on fire', severity: 'critical' })).alert_id;
  });
  afterAll(() => service?.stop());

  it('finds what has a text in its name, whatever it is, the best first', async () => {
    await eventually(
      async () => {
        const items = await find('CHECKOUT');
        expect(told(items).slice(0, 4)).toEqual([
          'service checkout',
          'error_group CheckoutError: 100% of <b>checkouts</b> failed',
          'alert_rule Checkout is slow',
          'metric checkout_total',
        ]);
        expect(items).toContainEqual({
          kind: 'operation',
          id: 'POST /checkout',
          title: 'POST /checkout',
          subtitle: 'checkout',
        });
      },
      { timeoutMs: 25_000, everyMs: 500 },
    );
  }, 30_000);

  it('takes what stands for anything elsewhere for itself', async () => {
    expect(told(await find('100%'))).toEqual(['error_group CheckoutError: 100% of <b>checkouts</b> failed']);
    expect(await find('check%out')).toEqual([]);
    expect(await find('checkou_')).toEqual([]);
    expect(await find(`'; drop table spans; --`)).toEqual([]);
    expect(await find('\\')).toEqual([]);
    expect(await find('.*')).toEqual([]);
  });

  it('finds a trace by its id, in any case, and around spaces', async () => {
    for (const q of [TRACE_ID, TRACE_ID.toUpperCase(), ` ${TRACE_ID} `]) {
      expect(await find(q)).toEqual([
        { kind: 'trace', id: TRACE_ID, title: TRACE_ID, subtitle: expect.stringMatching(/^2 spans from 20/) },
      ]);
    }
    expect(await find('f'.repeat(32))).toEqual([]);
  });

  it('finds by a UUID what has it as its id or its request', async () => {
    expect((await find(REQUEST_ID)).map(({ kind }) => kind)).toEqual(['error_group', 'trace']);
    const [group, ...none] = await find(ERROR_ID);
    expect({ group, none }).toMatchObject({ group: { kind: 'error_group', subtitle: 'checkout' }, none: [] });
    expect(await find(group!.id)).toEqual([group]);
    expect(told(await find(HEX_ERROR_ID))).toEqual(['error_group SentryError: sent by an SDK']);
    expect(await find(alertId)).toEqual([
      { kind: 'alert', id: alertId, title: 'Checkout is on fire', subtitle: 'critical' },
    ]);
    const [rule] = (await find('Checkout is slow')).filter(({ kind }) => kind === 'alert_rule');
    expect(await find(rule!.id)).toEqual([rule]);
    expect(await find(randomUUID())).toEqual([]);
  });

  it('finds names of five hundred characters, by all of them', async () => {
    await eventually(
      async () => expect(await find(LONG)).toContainEqual(expect.objectContaining({ kind: 'operation', id: LONG })),
      { timeoutMs: 25_000, everyMs: 500 },
    );
  }, 30_000);

  it('finds at most twenty, of each kind some', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      error_type: `Many${i}`,
      error_message: 'many',
      service: `many-${i}`,
    }));
    await post('/errors', many);
    await eventually(async () => {
      const items = await find('many');
      expect(items.length).toBeLessThanOrEqual(20);
      expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['service', 'error_group']));
    });
  });

  it.each([
    ['', 'q'],
    ['?q=', 'q'],
    [`?q=${'q'.repeat(501)}`, 'q'],
    ['?q=a%00b', 'q'],
    ['?q=a%0Ab', 'q'],
    ['?q=a&q=b', 'q'],
    ['?q=a&limit=5', 'limit'],
  ])('refuses %s with the reason', async (query, path) => {
    const { status, body } = await service.request('GET', `/search${query}`, { as: 'viewer' });
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path });
  });
});
