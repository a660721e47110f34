import { matchFile, pathOf } from './match-file.js';

const mapOf = (file: string, service = '') => ({
  mapId: `${service}:${file}`,
  service,
  path: pathOf(file),
  debugId: null,
  usedAt: new Date(),
});

describe('pathOf', () => {
  it.each([
    ['~/static/app.js', 'static/app.js'],
    ['https://school.example/static/app.js?v=3#x', 'static/app.js'],
    ['file:///app/dist/main.js', 'app/dist/main.js'],
    ['app:///dist/main.js', 'dist/main.js'],
    ['C:\\app\\dist\\main.js', 'C:/app/dist/main.js'],
    ['./../../etc/passwd', 'etc/passwd'],
    ['~/', ''],
  ])('reads %s', (file, path) => expect(pathOf(file).join('/')).toBe(path));
});

describe('matchFile', () => {
  it.each<[string, string[], string | undefined]>([
    ['https://school.example/static/app.js', ['~/static/app.js'], '~/static/app.js'],
    ['https://school.example/base/static/app.js', ['static/app.js'], 'static/app.js'],
    ['https://school.example/static/app.js', ['dist/static/app.js'], 'dist/static/app.js'],
    ['/app/dist/users/index.js', ['index.js', 'users/index.js', 'dist/index.js'], 'users/index.js'],
    ['/app.js', ['a/app.js', 'app.js'], 'app.js'],
    ['/app.js', ['a/app.js', 'b/app.js'], 'several'],
    ['/dist/a/index.js', ['b/index.js'], undefined],
    ['/dist/myapp.js', ['app.js'], undefined],
    ['', ['app.js'], undefined],
  ])('finds of %s among %j', (file, maps, expected) => {
    const found = matchFile(
      file,
      'web',
      maps.map((name) => mapOf(name)),
    );
    expect(typeof found === 'object' ? found.mapId : found).toBe(
      expected === undefined || expected === 'several' ? expected : `:${expected}`,
    );
  });

  it("prefers the service's own, and never takes another's", () => {
    const maps = [mapOf('app.js'), mapOf('app.js', 'web'), mapOf('app.js', 'seats')];
    expect(matchFile('/app.js', 'web', maps)).toBe(maps[1]);
    expect(matchFile('/app.js', 'halls', maps)).toBe(maps[0]);
    expect(matchFile('/app.js', 'halls', maps.slice(1))).toBeUndefined();
  });
});
