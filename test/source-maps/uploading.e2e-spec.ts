import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BrowserPage, startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { MinifiedBuild } from '../support/minified-build.js';
import { startService, type TestService } from '../support/service.js';

const CLI = fileURLToPath(new URL('../../packages/client/dist/cli/main.js', import.meta.url));

describe('uploading source maps by the command line', () => {
  let service: TestService;
  let build: MinifiedBuild;
  let key: string;
  let dsn: string;

  beforeAll(async () => {
    service = await startService();
    ({ key, sentry_dsn: dsn } = (await service.request('POST', '/ingest-keys', { body: { name: 'pages' } })).body);
    build = await MinifiedBuild.of(reportingMain());
  });
  afterAll(async () => {
    build?.remove();
    await service?.stop();
  });

  /** Runs it as a CI would: in the folder of the project. */
  const run = (args: string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const given = { MONITORING_ENDPOINT: service.url, MONITORING_TOKEN: service.token('admin'), ...env };
      const options = { cwd: build.root, env: { PATH: process.env.PATH, ...given } };
      const child = execFile(process.execPath, [CLI, ...args], options, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  const upload = (...args: string[]) => run(['source-maps', 'upload', ...args]);
  const errors = async (query: string) =>
    (await service.request('GET', `/errors?${query}`, { as: 'viewer' })).body.items;

  const ORIGINAL = [
    {
      function: 'checkSeat',
      file: 'src/seats.ts',
      line: 7,
      context_line: "    throw new SeatTaken('seat ' + seat + ' is taken');",
    },
    { function: 'confirm', file: 'src/enrol.ts', line: 7 },
    { function: 'enrolPupil', file: 'src/enrol.ts', line: 12 },
  ];

  it('makes the errors of a minified program readable', async () => {
    expect(await upload('--release', 'seats@1', 'dist')).toEqual({
      code: 0,
      stdout: 'uploaded  app.js\n1 of 1 source maps uploaded for release seats@1\n',
      stderr: '',
    });
    await new Promise((done, fail) => {
      const env = { MONITORING_URL: service.url, MONITORING_API_KEY: key };
      execFile(process.execPath, [join(build.dist, 'app.js')], { env }, (fault) =>
        fault ? fail(fault) : done(undefined),
      );
    });
    const [error] = await errors('service=seats');
    expect(error.exceptions[0].frames).toMatchObject([
      ...ORIGINAL,
      ...error.exceptions[0].frames.slice(3).map(() => ({})),
    ]);
    expect(error).toMatchObject({ culprit: 'checkSeat (src/seats.ts)', processing_errors: [] });
  });

  it('adds to a map the text of the sources that lie beside it, and the id of the build', async () => {
    const id = '7f1c6c8e-0f2b-4d0f-9a55-1b8f6a1f0c11';
    const folder = join(build.root, 'server');
    mkdirSync(join(folder, 'node_modules/x'), { recursive: true });
    writeFileSync(join(folder, 'seats.js'), `throw 1;\n//# debugId=${id}\n//# sourceMappingURL=maps/seats.map?v=1\n`);
    mkdirSync(join(folder, 'maps'));
    const map = {
      version: 3,
      sources: ['../../src/seats.ts', '../../../../../../etc/hostname'],
      names: [],
      mappings: 'AAAA;ACAA',
    };
    writeFileSync(join(folder, 'maps/seats.map'), JSON.stringify(map));
    const inline = Buffer.from(JSON.stringify({ ...map, sources: ['inline.ts'], mappings: 'AAAA' })).toString('base64');
    writeFileSync(
      join(folder, 'inline.mjs'),
      `1;\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${inline}`,
    );
    writeFileSync(join(folder, 'bare.js'), '1;');
    writeFileSync(join(folder, 'node_modules/x/index.js'), '1;');
    expect(await upload('--release', 'server@1', '--service', 'seats', '--prefix', '~/srv/', 'server')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no map    bare.js\n'),
    });
    const { items } = (await service.request('GET', '/releases/server%401/source-maps')).body;
    expect(items).toMatchObject([
      { file: 'srv/inline.mjs', service: 'seats', debug_id: null },
      { file: 'srv/seats.js', service: 'seats', debug_id: id },
    ]);
    await service.request('POST', '/errors', {
      body: {
        error_type: 'Beside',
        error_message: 'x',
        service: 'seats',
        release: 'server@1',
        stack_trace: 'Beside: x\n    at t (/srv/seats.js:1:1)\n    at u (/srv/seats.js:2:1)',
      },
    });
    const [error] = await errors('error_type=Beside');
    expect(error.exceptions[0].frames).toMatchObject([
      { file: 'src/seats.ts', context_line: 'export class SeatTaken extends Error {}' },
      { file: 'etc/hostname', context_line: null },
    ]);
  });

  it('says what went wrong, and ends so that a build notices', async () => {
    const folder = join(build.root, 'broken');
    mkdirSync(folder);
    expect(await upload('--release', 'x', 'broken')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no source maps in'),
    });
    writeFileSync(join(folder, 'a.js'), '1;');
    writeFileSync(join(folder, 'a.js.map'), '{"version":2}');
    expect(await upload('--release', 'x', 'broken', 'dist')).toMatchObject({
      code: 1,
      stdout: 'uploaded  app.js\n1 of 2 source maps uploaded for release x\n',
      stderr: 'failed    a.js: 422 The source map has the version 2, expected 3.\n',
    });
    expect(await upload('--release', 'x', 'nowhere')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ENOENT'),
    });
    for (const [args, fault] of [
      [['--release', 'x'], 'the folder of the build is missing'],
      [['dist'], '--release is missing'],
      [['--release', 'x', '--speed', '3', 'dist'], '--speed'],
      [['--release', 'x', '--url', 'monitoring', 'dist'], '--url or MONITORING_ENDPOINT must be an address'],
    ] as const) {
      expect(await upload(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(fault) });
    }
    const withToken = (token: string) =>
      run(['source-maps', 'upload', '--release', 'x', 'dist'], { MONITORING_TOKEN: token });
    expect(await withToken('')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('MONITORING_TOKEN is not set'),
    });
    const refused = await withToken(key);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('403 This needs the role admin') });
    expect(refused.stdout + refused.stderr).not.toContain(key);
    expect(await run(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--release NAME') });
  });

  it('makes the errors of a page readable that its SDK sends', async () => {
    const page = await MinifiedBuild.of(pageMain(dsn), { format: 'iife', file: 'assets/app.js' });
    const script = readFileSync(join(page.dist, 'assets/app.js'));
    rmSync(join(page.root, 'src'), { recursive: true });
    const site = createServer((request, response) => {
      if (request.url === '/assets/app.js') response.setHeader('content-type', 'text/javascript').end(script);
      else response.setHeader('content-type', 'text/html').end('<script src="/assets/app.js"></script>');
    }).listen(0);
    const browser = await startBrowser();
    try {
      expect((await upload('--release', 'web@1', page.dist)).code).toBe(0);
      const opened = await BrowserPage.open(browser);
      await opened.page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
      await eventually(async () => expect(await errors('service=pages')).toHaveLength(1));
      const [error] = await errors('service=pages');
      expect(error.exceptions[0].frames).toMatchObject([
        ...ORIGINAL,
        ...error.exceptions[0].frames.slice(3).map(() => ({})),
      ]);
      expect(error).toMatchObject({ culprit: 'checkSeat (src/seats.ts)', release: 'web@1', processing_errors: [] });
      await opened.close();
    } finally {
      await browser.close();
      site.close();
      page.remove();
    }
  });
});

/** A program that reports what it throws, and ends. */
function reportingMain(): string {
  return `import { enrolPupil } from './enrol.js';
const { MONITORING_URL, MONITORING_API_KEY } = process.env;
try {
  enrolPupil(2);
} catch (fault) {
  const { stack, message } = fault as Error;
  const body = { error_type: 'SeatTaken', error_message: message, stack_trace: stack, service: 'seats', release: 'seats@1' };
  const headers = { 'content-type': 'application/json', 'x-api-key': MONITORING_API_KEY! };
  const url = MONITORING_URL + '/api/v1/monitoring/errors';
  const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  process.exitCode = status === 201 ? 0 : 1;
}
`;
}

/** A page's script that throws where nobody catches. */
function pageMain(dsn: string): string {
  return `import * as Sentry from ${JSON.stringify(fileURLToPath(import.meta.resolve('@sentry/browser')))};
import { enrolPupil } from './enrol.js';
Sentry.init({ dsn: ${JSON.stringify(dsn)}, release: 'web@1' });
setTimeout(() => enrolPupil(2), 10);
`;
}
