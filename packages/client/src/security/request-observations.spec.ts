import type { EndedRequest } from './request-observations.js';
import { RequestObservations } from './request-observations.js';

const request: EndedRequest = {
  method: 'GET',
  route: '/students/:id',
  url: '/students/17?page=2',
  status: 200,
  ipAddress: '192.0.2.1',
  userId: 'u1',
  userAgent: 'curl',
  bytes: 100,
  requestId: 'r1',
  traceId: 't1',
};
const ATTACK = "' or 1=1--";

/** What comes of these requests. */
function observe(requests: Iterable<Partial<EndedRequest>>) {
  const observations = new RequestObservations();
  let now = 0;
  for (const each of requests) observations.add({ ...request, ...each }, ++now);
  return { observations, items: observations.drain('students') };
}
const times = <Item>(count: number, item: (index: number) => Item) => Array.from({ length: count }, (_, i) => item(i));

describe('RequestObservations', () => {
  it('tells equal requests together, with their number, their bytes and the ids of the first', () => {
    const { items, observations } = observe([
      {},
      { url: '/students/17?page=3', requestId: 'r2', traceId: 't2', bytes: 20 },
      { bytes: undefined },
    ]);
    expect(items).toEqual([
      {
        service: 'students',
        at: 1,
        method: 'GET',
        route: '/students/:id',
        path: '/students/17',
        status: 200,
        ipAddress: '192.0.2.1',
        userId: 'u1',
        userAgent: 'curl',
        count: 3,
        bytes: 120,
        requestId: 'r1',
        traceId: 't1',
        fragments: undefined,
      },
    ]);
    expect(observations.drain('students')).toEqual([]);
  });

  it.each<Partial<EndedRequest>>([
    { method: 'POST' },
    { url: '/students/18' },
    { status: 404 },
    { ipAddress: '192.0.2.2' },
    { ipAddress: undefined },
    { userId: 'u2' },
    { userAgent: 'wget' },
  ])('tells apart %j', (other) => {
    expect(observe([{}, other]).items).toMatchObject([
      { count: 1, at: 1 },
      { ...(other.url ? { path: other.url } : other), count: 1, at: 2 },
    ]);
  });

  it('tells what may be an attack by itself', () => {
    const { items } = observe([{ url: `/students/17?page=1&id=${ATTACK}` }, {}, { body: { note: ATTACK } }, {}]);
    expect(items.map(({ at, count, fragments }) => ({ at, count, fragments }))).toEqual([
      { at: 2, count: 2, fragments: undefined },
      { at: 1, count: 1, fragments: [{ in: 'query', name: 'id', value: ATTACK, admits: undefined }] },
      { at: 3, count: 1, fragments: [{ in: 'body', name: 'note', value: ATTACK, admits: undefined }] },
    ]);
    expect(items[1]).toMatchObject({ path: '/students/17', route: '/students/:id', userId: 'u1', bytes: 100 });
  });

  it('keeps to 200 with fragments, and counts the others', () => {
    const { items } = observe(times(300, () => ({ url: `/students/17?id=${ATTACK}` })));
    expect(items).toHaveLength(201);
    expect(items[0]).toMatchObject({ count: 100, fragments: undefined });
  });

  it('joins what is over 1,000 kinds under its route, and counts what has no place at all', () => {
    const kinds = times(1_000, (n) => ({ url: `/students/${n}` }));
    const over = times(500, (n) => ({ url: `/marks/${n}`, route: '/marks/:id', userAgent: `agent ${n}` }));
    const unmatched = times(500, (n) => ({ url: `/x${n}`, route: undefined, status: 404 }));
    const { items, observations } = observe([...kinds, ...over, ...unmatched, { url: '/students/3' }]);
    expect(items).toHaveLength(1_002);
    expect(items[3]).toMatchObject({ path: '/students/3', count: 2 });
    expect(items.slice(1_000)).toMatchObject([
      { path: undefined, route: '/marks/:id', userAgent: undefined, count: 500, bytes: 50_000 },
      { path: undefined, route: undefined, status: 404, count: 500 },
    ]);
    expect(observations.takeLost()).toBe(0);
    for (let n = 0; n < 3_000; n++) observations.add({ ...request, ipAddress: `10.0.${n >> 8}.${n & 255}` });
    expect(observations.drain('students')).toHaveLength(2_000);
    expect([observations.takeLost(), observations.takeLost()]).toEqual([1_000, 0]);
  });

  it('cuts what is long', () => {
    const long = 'x'.repeat(10_000);
    const [item] = observe([{ url: `/${long}?a=${long}`, userAgent: long, userId: long, ipAddress: long }]).items;
    expect([item?.path, item?.userAgent, item?.userId].map((text) => text?.length)).toEqual([2_048, 512, 256]);
    expect(item?.ipAddress).toBeUndefined();
    expect(observe([{ ipAddress: long }]).items).toMatchObject([{ userAgent: 'curl', userId: 'u1' }]);
  });

  it('takes what a hostile caller sends in bounded memory', () => {
    const agents = times(3_000, (n) => ({
      userAgent: `${n}${'x'.repeat(15_000)}`,
      url: `/${'%27'.repeat(5_000)}${n}`,
    }));
    const { items } = observe(agents);
    expect(items.length).toBeLessThanOrEqual(2_200);
    expect(JSON.stringify(items).length).toBeLessThan(2_200 * 4_096);
  });
});
