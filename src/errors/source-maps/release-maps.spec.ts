import { pathOf } from './match-file.js';
import { ReleaseMaps } from './release-maps.js';

const mapOf = (file: string, debugId: string | null = null) => ({
  mapId: file,
  service: '',
  path: pathOf(file),
  debugId,
  usedAt: new Date(),
});
const frameOf = (file: string, debugId?: string) => ({ function: 't', file, line: 1, column: 1, inApp: true, debugId });

describe('ReleaseMaps', () => {
  const maps = new ReleaseMaps([mapOf('assets/app.js'), mapOf('b/lib.js', 'id-1'), mapOf('c/lib.js')]);

  it.each([
    ['the id of the build, whatever the file is called', frameOf('https://cdn.example/x.js', 'id-1'), 'b/lib.js'],
    ['the file, when the id is not known', frameOf('/assets/app.js', 'id-2'), 'assets/app.js'],
  ])('finds by %s', (_, frame, mapId) => expect(maps.choose(frame, 'web')).toMatchObject({ mapId }));

  it.each([
    ['/lib.js', 'several source maps of its release fit /lib.js'],
    ['/other.mjs', 'no source map of its release fits /other.mjs'],
    ['/src/page.ts', undefined],
    ['https://school.example/', undefined],
  ])('says of %s: %s', (file, fault) => expect(maps.choose(frameOf(file), 'web')).toBe(fault));
});
