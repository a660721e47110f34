import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { blocksOf } from './support/client-docs.js';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const SERVICE = 'nightly-import';
const BLOCKS = blocksOf('sh').filter((block) => /^curl /m.test(block));
/** Makes curl say what a person sees from the answer alone: a refusal ends the script. Between two answers is a line's end. */
const STRICT = `set -e\ncurl() { command curl --silent --show-error --fail-with-body --write-out '\\n' "$@"; }\n`;

describe('the curl commands of docs/clients.md', () => {
  let service: TestService;
  let key: string;
  const answers: Record<string, unknown>[] = [];

  beforeAll(async () => {
    service = await startService({ env: { TRACE_SAMPLE_RATE: '1' } });
    key = (await service.request('POST', '/ingest-keys', { body: { name: 'curl' } })).body.key;
  });
  afterAll(() => service?.stop());

  const stored = async (path: string) => (await service.request('GET', path, { as: 'viewer' })).body.items;

  it.each(BLOCKS.map((block, i) => [i + 1, block] as const))('are accepted, those of block %d', async (_, block) => {
    const script = STRICT + block.replaceAll('http://127.0.0.1:3000', service.url);
    const env = { PATH: process.env.PATH, KEY: key, TOKEN: service.token('admin') };
    const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(block.match(/^curl /gm)!.length);
    answers.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>));
  });

  it('are answered by what became of them', () => {
    const [made, ...sent] = answers;
    const asked = sent.pop();
    expect(made).toMatchObject({ name: 'students', key: expect.stringMatching(/^ocm_/) });
    expect(sent).toHaveLength(6);
    for (const answer of sent) expect(answer).toMatchObject({ accepted: 1, rejected: [] });
    expect(asked).toMatchObject({ items: [{ trace_id: 'import-4711' }] });
  });

  it('are found again', async () => {
    for (const [name, kind] of [
      ['imports_total', 'counter'],
      ['import_queue_length', 'gauge'],
    ]) {
      expect(await stored(`/metrics/series?metric_name=${name}`)).toEqual([
        expect.objectContaining({ metric_type: kind, tags: { service: SERVICE } }),
      ]);
    }
    expect(await stored(`/errors?service=${SERVICE}`)).toEqual([
      expect.objectContaining({ error_type: 'ImportError', error_message: 'line 7 has no name' }),
    ]);
    expect(await stored(`/logs?service=${SERVICE}`)).toEqual([
      expect.objectContaining({ level: 'warn', message: 'line 7 was left out', trace_id: 'import-4711' }),
    ]);
    expect(await stored(`/security/events?service=${SERVICE}`)).toEqual([
      expect.objectContaining({ event_type: 'access_denied', ip_address: '192.168.1.100' }),
    ]);
    await eventually(async () => {
      const { body } = await service.request('GET', '/traces/import-4711', { as: 'viewer' });
      expect(body).toMatchObject({ duration_ms: 42.5, error_count: 1, services: [SERVICE], logs: { count: 1 } });
    });
  });
});
