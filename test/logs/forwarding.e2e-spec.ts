import { ElasticsearchReceiver } from '../support/elasticsearch-receiver.js';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const API_KEY = 'an-api-key-for-elasticsearch';

describe('forwarding of own log lines to Elasticsearch', () => {
  let service: TestService;
  let elasticsearch: ElasticsearchReceiver;

  beforeAll(async () => {
    elasticsearch = await ElasticsearchReceiver.start();
    service = await startService({
      env: { ELASTICSEARCH_URL: elasticsearch.url, ELASTICSEARCH_API_KEY: API_KEY, COLLECTOR_INTERVAL_SECONDS: '3600' },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await elasticsearch?.close();
  });

  /** Makes requests, each of which leaves a line. @returns their ids */
  async function requests(name: string, count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, (_, i) => `${name}-${i}`);
    for (const id of ids) {
      const answer = await service.request('GET', '/status', { headers: { 'x-request-id': id } });
      expect(answer.status).toBe(200);
    }
    return ids;
  }
  const takenOf = (name: string) =>
    elasticsearch.taken.filter(({ document }) => String(document.request_id).startsWith(`${name}-`));
  const idsOf = (name: string) => takenOf(name).map(({ document }) => document.request_id);
  const said = (pattern: RegExp) => service.output.match(new RegExp(pattern, 'g')) ?? [];

  it('takes each line there once, as documents of a data stream, beside standard output', async () => {
    const ids = await requests('first', 50);
    await eventually(() => expect(idsOf('first')).toEqual(ids));
    expect(takenOf('first')[0]).toEqual({
      index: 'logs-monitoring-default',
      document: {
        '@timestamp': expect.stringMatching(/^\d{4}-.*Z$/),
        time: expect.any(String),
        level: 'info',
        service: 'monitoring',
        pid: service.process.child.pid,
        request_id: 'first-0',
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        method: 'GET',
        route: '/api/v1/monitoring/status',
        status: 200,
        duration_ms: expect.any(Number),
        msg: 'request',
      },
    });
    expect(elasticsearch.authorizations).toEqual(new Set([`ApiKey ${API_KEY}`]));
    await eventually(() => expect(service.output).toContain('"request_id":"first-49"'));
  });

  const answering = (status: number) => async () => {
    elasticsearch.answer = status;
  };

  it.each([
    ['is-away', () => elasticsearch.close(), () => elasticsearch.listen()],
    ['takes-no-key', answering(401), answering(200)],
  ])('goes on without it while it %s, says so once, and makes up for it', async (name, goes, returns) => {
    const before = { gone: said(/takes no log lines/).length, back: said(/takes log lines again/).length };
    await goes();
    const ids = await requests(name, 20);
    await eventually(() => expect(said(/takes no log lines, they wait/)).toHaveLength(before.gone + 1));
    ids.push(...(await requests(`${name}-on`, 20)));
    await eventually(() => expect(service.output).toContain(`"request_id":"${ids.at(-1)}"`));
    await returns();
    await eventually(() => expect(said(/takes log lines again; 0 were lost/)).toHaveLength(before.back + 1));
    await eventually(() => expect(idsOf(name)).toEqual(ids));
    expect(said(/takes no log lines/)).toHaveLength(before.gone + 1);
  });

  it('says once that it refuses lines, and takes the others', async () => {
    elasticsearch.refuses = ({ request_id }) => request_id === 'refused-3';
    const ids = await requests('refused', 5);
    await eventually(() => expect(idsOf('refused')).toEqual(ids.filter((id) => id !== 'refused-3')));
    await eventually(() => expect(said(/refuses log lines: failed to parse field/)).toHaveLength(1));
  });

  it('lets the service answer and stop in time while Elasticsearch hangs, and tells what it did not take', async () => {
    elasticsearch.answer = 'hang';
    const startedAt = performance.now();
    await requests('hung', 200);
    expect((performance.now() - startedAt) / 200).toBeLessThan(100);
    const stoppedAt = performance.now();
    expect(await service.process.end('SIGTERM')).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(6000);
    expect(said(/\d+ log lines did not reach Elasticsearch/)).toHaveLength(1);
    expect(service.output).not.toContain(API_KEY);
  });
});
