import { startService, type TestService } from './support/service.js';

const GOOD = 'condition: gt, threshold: 1, severity: info, metric_name: m';

describe('alert rules as YAML', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const load = (yaml: string, query = '') => service.request('POST', `/alert-rules/import${query}`, { body: { yaml } });

  it('takes back what it exported, without a change', async () => {
    const exported = await fetch(`${service.url}/api/v1/monitoring/alert-rules/export`, {
      headers: { authorization: `Bearer ${service.token('viewer')}` },
    });
    expect(exported.headers.get('content-type')).toContain('application/yaml');
    const { status, body } = await load(await exported.text());
    expect(status).toBe(200);
    expect(body.items).toHaveLength(10);
    for (const item of body.items) expect(item).toMatchObject({ status: 'unchanged', errors: [] });
  });

  it('applies the good rules and tells where the broken ones are at fault', async () => {
    const yaml = `rules:
  - { name: A, ${GOOD} }
  - { name: B, ${GOOD}, threshhold: 2 }
  - { name: C, condition: gt, threshold: .nan, severity: info, metric_name: m }
  - { name: D, ${GOOD}, duration: -1 }
  - { name: E, ${GOOD}, matchers: [{ tag: a, operator: "=~", value: "(" }] }
  - nothing
  - { name: G, ${GOOD}, notification_channels: [unheard-of] }
  - { name: A, ${GOOD} }
  - { name: H, ${GOOD} }
`;
    const dry = await load(yaml, '?dry_run=true');
    const { status, body } = await load(yaml);
    expect(status).toBe(200);
    expect(dry.body.items).toEqual(body.items);
    expect(body.items.map((item: { status: string }) => item.status)).toEqual([
      'created',
      ...Array(7).fill('invalid'),
      'created',
    ]);
    expect(
      body.items
        .slice(1, 8)
        .map(({ line, errors }: { line: number; errors: { path: string }[] }) => [line, errors[0]!.path]),
    ).toEqual([
      [3, 'rules[1].threshhold'],
      [4, 'rules[2].threshold'],
      [5, 'rules[3].duration'],
      [6, 'rules[4].matchers[0].value'],
      [7, 'rules[5]'],
      [8, 'rules[6].notification_channels[0]'],
      [9, 'rules[7].name'],
    ]);
    expect((await load(`- { name: A, ${GOOD}, duration: 60 }`)).body.items).toMatchObject([{ status: 'changed' }]);
  });

  it('takes the file itself as the body, and tells where it is no YAML', async () => {
    const send = (body: string) =>
      fetch(`${service.url}/api/v1/monitoring/alert-rules/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${service.token('admin')}`, 'content-type': 'application/yaml' },
        body,
      });
    expect((await send(`- { name: Raw, ${GOOD} }`)).status).toBe(200);
    const broken = await send('- name: A\n  name: B\n');
    expect(broken.status).toBe(422);
    expect(await broken.json()).toMatchObject({ errors: [{ path: 'line 2, column 3' }] });
    expect((await send(' '.repeat(1024 * 1024 + 1))).status).toBe(413);
  });
});
