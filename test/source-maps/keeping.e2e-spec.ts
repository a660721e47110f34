import { gzipSync } from 'node:zlib';
import { startService, type TestService } from '../support/service.js';

const MAP = { version: 3, sources: ['src/a.ts'], names: [], mappings: 'AAAA', sourcesContent: ['first'] };

describe('keeping source maps', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const upload = (release: string, file = 'app.js', body: unknown = MAP, headers = {}) =>
    service.request('POST', `/releases/${encodeURIComponent(release)}/source-maps?file=${encodeURIComponent(file)}`, {
      body,
      headers,
    });
  /** Records an error of a release and a service that are called the same. */
  const happen = (release: string, errorType = 'SeatTaken') =>
    service.request('POST', '/errors', {
      as: 'ingest',
      body: {
        error_type: errorType,
        error_message: 'x',
        stack_trace: 'SeatTaken: x\n    at t (/app.js:1:1)',
        service: release,
        release,
      },
    });
  const errorOf = async (release: string) => (await service.request('GET', `/errors?service=${release}`)).body.items[0];

  it.each<[string, unknown, string]>([
    ['no JSON', 'nonsense', 'is no JSON'],
    ['a list', '[]', 'is no JSON object'],
    ['an old version', { ...MAP, version: 2 }, 'has the version 2, expected 3'],
    ['no sources', { version: 3, mappings: '' }, 'has sources that are no list of texts'],
    ['no mappings', { version: 3, sources: [] }, 'has mappings that are no text'],
    ['mappings of another alphabet', { ...MAP, mappings: 'AA€A' }, 'has a character in mappings, at 2'],
    ['a source that is not there', { ...MAP, mappings: 'AEAA' }, 'points at something that is not there, in line 1'],
    ['a place before the first line', { ...MAP, mappings: 'AADA' }, 'points at something that is not there'],
    ['a bomb of lines', { ...MAP, mappings: ';'.repeat(3_000_000) }, 'has 3000001 mappings: at most 2500000'],
    ['sections without offsets', { version: 3, sections: [{ map: MAP }] }, 'has no usable offset in sections[0]'],
    [
      'sections in sections',
      { version: 3, sections: [{ offset: { line: 0, column: 0 }, map: { version: 3, sections: [] } }] },
      'has sections[0].map.sources',
    ],
  ])('are refused with what is wrong: %s', async (_, body, detail) => {
    expect(await upload('bad', 'app.js', body)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'body', message: expect.stringContaining(detail) }] },
    });
  });

  it('are refused when they are too large, belong to nothing, or come from somebody who may not', async () => {
    const large = gzipSync(Buffer.alloc(33 * 1024 * 1024, ' '));
    expect((await upload('bad', 'app.js', large, { 'content-encoding': 'gzip' })).status).toBe(413);
    expect(
      (await upload('bad', 'app.js', gzipSync(JSON.stringify(MAP)).subarray(0, 50), { 'content-encoding': 'gzip' }))
        .status,
    ).toBe(400);
    expect((await upload('bad', 'app.js', '')).status).toBe(400);
    expect(await upload('bad', '~/..')).toMatchObject({ status: 400, body: { errors: [{ path: 'file' }] } });
    expect((await upload('bad', 'a\nb.js')).status).toBe(400);
    expect(await upload('x'.repeat(129))).toMatchObject({ status: 400, body: { errors: [{ path: 'release' }] } });
    expect((await service.request('POST', '/releases/bad/source-maps', { body: MAP })).body.errors[0].path).toBe(
      'file',
    );
    for (const as of ['ingest', 'viewer'] as const) {
      expect((await service.request('POST', '/releases/bad/source-maps?file=a.js', { as, body: MAP })).status).toBe(
        403,
      );
    }
    expect((await service.request('GET', '/releases/bad/source-maps')).body.items).toEqual([]);
    expect((await service.request('GET', '/releases/bad/source-maps?cursor=WzEsMl0')).status).toBe(400);
  });

  it('fill one release only so far', async () => {
    await upload('full');
    await service.query(`update source_maps set stored_bytes = 268435400 where release = 'full'`);
    expect(await upload('full', 'more.js')).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('268435400 bytes') },
    });
    expect((await upload('full')).status).toBe(201);
    await service.query(`
      insert into source_maps select gen_random_uuid(), release, service, file || i, debug_id, source_count, map_bytes, 1, map, uploaded_at,
        uploaded_by, used_at from source_maps, generate_series(1, 1999) i where release = 'full'`);
    expect(await upload('full', 'more.js')).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('2000 source maps') },
    });
  });

  it('can be removed; errors that were mapped stay so', async () => {
    await upload('gone');
    await happen('gone');
    await upload('gone', 'b.js');
    const remove = (query = '') => service.request('DELETE', `/releases/gone/source-maps${query}`);
    expect(await remove('?file=~/b.js')).toMatchObject({ status: 200, body: { removed: 1 } });
    expect(await remove()).toMatchObject({ status: 200, body: { removed: 1 } });
    expect((await remove()).status).toBe(404);
    expect((await errorOf('gone')).exceptions[0].frames).toMatchObject([{ file: 'src/a.ts', context_line: 'first' }]);
    await happen('gone', 'After');
    expect(await errorOf('gone')).toMatchObject({ error_type: 'After', exceptions: null, processing_errors: [] });
    const audit = await service.query(
      `select details from audit_entries where action = 'source_maps.removed' order by recorded_at`,
    );
    expect(audit).toEqual([{ details: { file: '~/b.js', maps: 1 } }, { details: { maps: 1 } }]);
  });

  it('go when no error has needed them for longer than errors are kept', async () => {
    await upload('old');
    await upload('needed');
    await service.query(
      `update source_maps set used_at = now() - interval '92 days' where release in ('old', 'needed')`,
    );
    await happen('needed');
    const { body } = await service.request('POST', '/cleanup', { body: {} });
    expect(body.results).toContainEqual({ table: 'source_maps', partitions: [], rows: 1 });
    const left = await service.query(`select release from source_maps where release in ('old', 'needed')`);
    expect(left).toEqual([{ release: 'needed' }]);
  });
});
