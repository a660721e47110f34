import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';

/** What PostgreSQL would be busy with for minutes, or RE2 does not take. */
const HOSTILE = [
  '(((a{1,10}){1,10}){1,10}){1,10}b',
  '(.{1,100}){1,100}z',
  '(a?){255}(a?){255}(a?){255}z',
  'a?'.repeat(1000),
  'a*'.repeat(1000),
  '(a{250}){250}',
  '(a+)+\\1b',
  '(?=a+)+b',
];
/** What is taken, and may look as if it were costly. */
const HARMLESS = ['(a*)*b', '(a|aa)+b', '(x+x+)+y', '(a|b?){90}', 'a?'.repeat(100), '(((a+)+)+)+b', '(.*a){20}z'];

describe('patterns of tag matchers', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
    const values = [...Array.from({ length: 200 }, (_, i) => 'a'.repeat(1000) + i), 'GET', 'post-1', 'ü.x'];
    const body = values.map((text) => ({ metric_name: 'texts', metric_type: 'gauge', value: 1, tags: { text } }));
    await postMetrics(service, body);
  });
  afterAll(() => service?.stop());

  async function count(pattern: string) {
    const query = new URLSearchParams({
      metric_name: 'texts',
      aggregation: 'count',
      tags: `text=~"${pattern.replaceAll(/["\\]/g, '\\$&')}"`,
    });
    const { status, body } = await service.request('GET', `/metrics?${query}`);
    return { status, errors: body.errors, count: body.items?.[0]?.points[0].value ?? 0 };
  }

  it.each([
    ['GET|post-\\d', 2],
    ['get', 0],
    ['(?i)get', 1],
    ['[[:alpha:]]+', 1],
    ['\\w+', 201],
    ['\\bGET\\b', 1],
    ['.\\.[w-z]', 1],
    ['a+7', 1],
    ['a{1,100}', 0],
    ['ü[.]\\x78', 1],
  ])('%s matches %i values', async (pattern, expected) => {
    expect(await count(pattern)).toMatchObject({ status: 200, count: expected });
  });

  it.each(HOSTILE)('refuses %.40s at once', async (pattern) => {
    const began = performance.now();
    expect(await count(pattern)).toMatchObject({ status: 400, errors: [{ path: 'tags' }] });
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it.each(HARMLESS)('answers %.40s in time', async (pattern) => {
    const began = performance.now();
    expect(await count(pattern)).toMatchObject({ status: 200 });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
