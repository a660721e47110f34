import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const TERMS = 'metric_name: m, condition: gt, threshold: 1, severity: info';

describe('alert rules from files', () => {
  let service: TestService;
  let directory: string;
  const file = (name: string) => join(directory, name);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'monitoring-rules-'));
    writeFileSync(
      file('a.yaml'),
      `rules:\n  - { name: Kept, ${TERMS} }\n  - { name: Broken, ${TERMS}, duration: -1 }\n  - { name: Leaves, ${TERMS} }\n`,
    );
    writeFileSync(file('b.yml'), 'rules: [');
    writeFileSync(file('notes.txt'), 'not a rule');
    service = await startService({ env: { ALERT_RULES_FILES: `${directory}, ${file('absent.yaml')}` } });
  });
  afterAll(async () => {
    await service?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const ruleNamed = async (name: string) => {
    const { body } = await service.request('GET', '/alert-rules');
    return body.items.find((rule: { name: string }) => rule.name === name);
  };

  it('are there when the service is, and say which file keeps them', async () => {
    expect(await ruleNamed('Kept')).toMatchObject({ threshold: 1, managed_by: file('a.yaml') });
    expect((await ruleNamed('High CPU Usage')).managed_by).toBeNull();
  });

  it('do not stop each other: faults are told with file, line and path', async () => {
    expect(await ruleNamed('Broken')).toBeUndefined();
    expect(await ruleNamed('Leaves')).toBeDefined();
    await eventually(() => {
      const told = service.output.split('\n').filter((line) => line.includes('of a file has faults'));
      expect(told.map((line) => JSON.parse(line))).toMatchObject([
        { file: file('a.yaml'), line: 3, errors: [{ path: 'rules[1].duration' }] },
      ]);
      expect(service.output).toMatch(/b\.yml.*could not be read/);
      expect(service.output).toMatch(/absent\.yaml.*could not be read/);
    });
  });

  it('are changed and deleted in their files alone', async () => {
    const { rule_id } = await ruleNamed('Kept');
    for (const [method, body] of [
      ['PATCH', { threshold: 2 }],
      ['DELETE', undefined],
    ] as const) {
      const answer = await service.request(method, `/alert-rules/${rule_id}`, { body });
      expect(answer.status).toBe(409);
      expect(answer.body.detail).toContain(file('a.yaml'));
    }
    const imported = await service.request('POST', '/alert-rules/import', {
      body: { yaml: `- { name: Kept, ${TERMS}, duration: 5 }` },
    });
    expect(imported.body.items).toMatchObject([{ name: 'Kept', status: 'invalid' }]);
  });

  it('follow their files at the next start, and are handed back when they have left them', async () => {
    writeFileSync(file('a.yaml'), `rules:\n  - { name: Kept, ${TERMS}, duration: 60 }\n`);
    await service.restart();
    expect(await ruleNamed('Kept')).toMatchObject({ duration: 60, managed_by: file('a.yaml') });
    const left = await ruleNamed('Leaves');
    expect(left.managed_by).toBeNull();
    expect((await service.request('DELETE', `/alert-rules/${left.rule_id}`)).status).toBe(204);
    const { body } = await service.request('GET', '/audit?limit=50');
    expect(body.items.map(({ actor }: { actor: string }) => actor)).toContain(`file ${file('a.yaml')}`);
  });

  it('stay with a file that cannot be read any more', async () => {
    writeFileSync(file('a.yaml'), 'rules: [');
    await service.restart();
    expect(await ruleNamed('Kept')).toMatchObject({ duration: 60, managed_by: file('a.yaml') });
    rmSync(directory, { recursive: true });
    await service.restart();
    expect(await ruleNamed('Kept')).toMatchObject({ duration: 60, managed_by: file('a.yaml') });
  });
});
