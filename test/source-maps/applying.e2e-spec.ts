import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { eventually } from '../support/eventually.js';
import { MinifiedBuild } from '../support/minified-build.js';
import { startService, type TestService } from '../support/service.js';

const MAP = { version: 3, sources: ['src/a.ts'], names: [], mappings: 'AAAA', sourcesContent: ['first\nsecond'] };

describe('applying source maps', () => {
  let service: TestService;
  let build: MinifiedBuild;
  let map: string;
  /** What the minified program says of the exception it throws. */
  let stack: string;

  beforeAll(async () => {
    [service, build] = await Promise.all([
      startService(),
      MinifiedBuild.of(`import { enrolPupil } from './enrol.js';
try {
  enrolPupil(2);
} catch (fault) {
  console.log((fault as Error).stack);
}
`),
    ]);
    map = readFileSync(join(build.dist, 'app.js.map'), 'utf8');
    ({ stdout: stack } = await promisify(execFile)(process.execPath, [join(build.dist, 'app.js')]));
  });
  afterAll(async () => {
    build?.remove();
    await service?.stop();
  });

  const upload = (release: string, file = '~/dist/app.js', body: unknown = map, headers = {}) =>
    service.request('POST', `/releases/${encodeURIComponent(release)}/source-maps?file=${encodeURIComponent(file)}`, {
      body,
      headers,
    });
  const happen = (release: string, more: object = {}) =>
    service.request('POST', '/errors', {
      as: 'ingest',
      body: {
        error_type: 'SeatTaken',
        error_message: 'seat 2 is taken',
        stack_trace: stack,
        service: release,
        release,
        ...more,
      },
    });
  const errorOf = async (name: string) =>
    (await service.request('GET', `/errors?service=${encodeURIComponent(name)}`, { as: 'viewer' })).body.items[0];
  const framesOf = async (name: string) => (await errorOf(name)).exceptions?.[0].frames ?? [];

  const ORIGINAL = [
    {
      function: 'checkSeat',
      file: 'src/seats.ts',
      line: 7,
      column: 11,
      in_app: true,
      context_line: "    throw new SeatTaken('seat ' + seat + ' is taken');",
      pre_context: expect.arrayContaining(['export function checkSeat(seat: number): void {']),
      post_context: ['  }', '}', ''],
      minified: { function: 't', file: expect.stringMatching(/\/dist\/app\.js$/), line: 1, column: expect.any(Number) },
    },
    { function: 'confirm', file: 'src/enrol.ts', line: 7, context_line: '    checkSeat(this.seat);' },
    { function: 'enrolPupil', file: 'src/enrol.ts', line: 12 },
    { function: null, file: 'src/main.ts', line: 3, context_line: '  enrolPupil(2);' },
  ];

  it('show the original frames of an error, and group it by them', async () => {
    const answer = await upload('web@1', '~/dist/app.js', gzipSync(map), { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        release: 'web@1',
        file: 'dist/app.js',
        service: null,
        source_count: 3,
        map_bytes: map.length,
        uploaded_by: 'test-admin',
      },
    });
    expect(answer.body.stored_bytes).toBeLessThan(map.length);
    await happen('web@1');
    const error = await errorOf('web@1');
    expect(error).toMatchObject({ stack_trace: stack, culprit: 'checkSeat (src/seats.ts)', processing_errors: [] });
    expect(error.exceptions[0].frames).toMatchObject([
      ...ORIGINAL,
      ...error.exceptions[0].frames.slice(4).map(() => ({ in_app: false })),
    ]);
    expect(error.exceptions[0].frames.at(-1)).not.toHaveProperty('minified');
    const { body: group } = await service.request('GET', `/error-groups/${error.group_id}`, { as: 'viewer' });
    expect(group.fingerprint).toEqual(['SeatTaken', 'checkSeat (seats)', 'confirm (enrol)']);
    expect(group.latest.exceptions).toEqual(error.exceptions);
  });

  it('keep an error in its group when the next build names everything anew', async () => {
    await upload('web@2', 'static/app-8a7f3c21.js');
    await happen('web@2', {
      service: 'web@1',
      stack_trace: stack.replaceAll(/file:\S+\/dist\/app\.js/g, 'https://school.example/static/app-8a7f3c21.js'),
    });
    const { items } = (await service.request('GET', '/error-groups?service=web%401', { as: 'viewer' })).body;
    expect(items).toMatchObject([{ event_count: 2, releases: ['web@1', 'web@2'] }]);
  });

  it('that come after an error are applied when it is read', async () => {
    await happen('late');
    expect(await errorOf('late')).toMatchObject({
      exceptions: null,
      culprit: 't (dist/app.js)',
      processing_errors: [],
    });
    await upload('late', '~/other.js');
    expect(await errorOf('late')).toMatchObject({
      exceptions: null,
      processing_errors: [expect.stringMatching(/^no source map of its release fits .*dist\/app\.js$/)],
    });
    await happen('late', { error_type: 'Again' });
    await upload('late');
    for (const error of (await service.request('GET', '/errors?service=late')).body.items) {
      expect(error).toMatchObject({
        exceptions: [{ frames: expect.arrayContaining([expect.objectContaining(ORIGINAL[0]!)]) }],
        processing_errors: [],
      });
    }
  });

  it('are those of the service, then those of any, by the longest path', async () => {
    await upload('shared', 'app.js', { ...MAP, sources: ['any.ts'] });
    await service.request('POST', '/releases/shared/source-maps?file=app.js&service=seats', {
      body: { ...MAP, sources: ['seats.ts'] },
    });
    await upload('shared', 'halls/app.js', { ...MAP, sources: ['halls.ts'] });
    for (const [name, path, source] of [
      ['seats', '/srv/app.js', 'seats.ts'],
      ['other', '/srv/app.js', 'any.ts'],
      ['third', '/srv/halls/app.js', 'halls.ts'],
    ]) {
      await happen('shared', { service: name, stack_trace: `SeatTaken: x\n    at t (${path}:1:1)` });
      expect([name, (await framesOf(name!))[0].file]).toEqual([name, source]);
    }
    const first = (await service.request('GET', '/releases/shared/source-maps?limit=2', { as: 'viewer' })).body;
    const second = (await service.request('GET', `/releases/shared/source-maps?limit=2&cursor=${first.next_cursor}`))
      .body;
    expect([...first.items, ...second.items].map(({ file, service: of }) => [file, of])).toEqual([
      ['app.js', null],
      ['app.js', 'seats'],
      ['halls/app.js', null],
    ]);
    expect(second.next_cursor).toBeNull();
  });

  it('that do not fit leave the event as it came, and say so', async () => {
    await upload('unfit', 'app.js', { ...MAP, sourcesContent: undefined });
    await happen('unfit', {
      stack_trace:
        'SeatTaken: x\n    at a (/app.js:1:1)\n    at b (/app.js:7:3)\n    at c (/other.js:1:1)\n    at d (/lib/node_modules/x/app.js:1:1)',
    });
    const { exceptions, processing_errors } = await errorOf('unfit');
    expect(exceptions[0].frames).toMatchObject([
      {
        file: 'src/a.ts',
        line: 1,
        context_line: null,
        pre_context: [],
        minified: { function: 'a', file: '/app.js', line: 1, column: 1 },
      },
      { function: 'b', file: '/app.js', line: 7 },
      { function: 'c', file: '/other.js' },
      { function: 'd', file: '/lib/node_modules/x/app.js' },
    ]);
    expect(processing_errors.sort()).toEqual([
      '/app.js:7:3 is outside its source map',
      'no source map of its release fits /other.js',
      'no text of src/a.ts is in the source map of /app.js',
    ]);
  });

  it('never make the service open a file, whatever they or an event name', async () => {
    const secret = join(build.root, 'secret.ts');
    writeFileSync(secret, 'the secret');
    const sources = [
      secret,
      `file://${secret}`,
      `../../../../../../..${secret}`,
      'https://127.0.0.1:1/x.ts',
      `a\0b\n${secret}`,
    ];
    await upload('hostile', '../../../../etc/passwd/app.js', {
      version: 3,
      sources,
      names: [],
      mappings: 'AAAA;ACAA;ACAA;ACAA;ACAA',
    });
    expect((await service.request('GET', '/releases/hostile/source-maps')).body.items[0].file).toBe(
      'etc/passwd/app.js',
    );
    const lines = sources.map((_, i) => `    at f (/etc/passwd/app.js:${i + 1}:1)`);
    await happen('hostile', { stack_trace: ['SeatTaken: x', ...lines, `    at g (${secret}:1:1)`].join('\n') });
    const frames = await framesOf('hostile');
    expect(frames.map(({ file }: { file: string }) => file)).toEqual([
      secret,
      secret,
      secret.slice(1),
      'https://127.0.0.1:1/x.ts',
      `a b ${secret}`,
      secret,
    ]);
    expect(frames.map((frame: { context_line: unknown }) => frame.context_line)).toEqual(frames.map(() => null));
    expect(JSON.stringify(await errorOf('hostile'))).not.toContain('the secret');
  });

  it('in sections are read too', async () => {
    const sections = [
      { offset: { line: 0, column: 0 }, map: MAP },
      { offset: { line: 4, column: 2 }, map: { ...MAP, sources: ['b.ts'] } },
    ];
    expect((await upload('@school/web@1', 'app.js', { version: 3, sections })).status).toBe(201);
    await happen('@school/web@1', { stack_trace: 'SeatTaken: x\n    at t (/app.js:5:3)' });
    expect((await framesOf('@school/web@1'))[0]).toMatchObject({
      file: 'b.ts',
      line: 1,
      context_line: 'first',
      post_context: ['second'],
    });
  });

  it('of 10 MB keep nobody waiting', async () => {
    const large = largeMap(10_000_000);
    expect(
      (await upload('large', 'app.js', gzipSync(large, { level: 1 }), { 'content-encoding': 'gzip' })).status,
    ).toBe(201);
    let longest = 0;
    let over = false;
    const others = (async () => {
      while (!over) {
        const startedAt = performance.now();
        await service.request('GET', '~/nowhere', { as: null });
        longest = Math.max(longest, performance.now() - startedAt);
      }
    })();
    await happen('large', { stack_trace: 'SeatTaken: x\n    at t (/app.js:1:5001)' });
    over = true;
    await others;
    // On a busy host the map is still being read when the error is stored.
    await eventually(async () =>
      expect((await framesOf('large'))[0]).toMatchObject({
        file: 'src/file0.ts',
        line: 167,
        context_line: '  const value166 = compute(alpha, beta);',
      }),
    );
    expect(longest).toBeLessThan(400);
  });
});

/** A map of about so many bytes, a good third of it mappings: six to each line of its sources. */
function largeMap(bytes: number): string {
  const text = Array.from({ length: 300 }, (_, line) => `  const value${line} = compute(alpha, beta);`).join('\n');
  // In VLQ: five columns on in the same line, at the start of the next one, at the start of the next source.
  const mappings = Array.from({ length: 300 }, () => ',KAAO'.repeat(5)).join(',KACnC');
  const files = Math.round(bytes / (text.length + mappings.length));
  return JSON.stringify({
    version: 3,
    sources: Array.from({ length: files }, (_, i) => `../src/file${i}.ts`),
    sourcesContent: Array.from({ length: files }, () => text),
    names: [],
    mappings: `AAAA${Array.from({ length: files }, () => mappings).join(',KC3SnC')}`,
  });
}
