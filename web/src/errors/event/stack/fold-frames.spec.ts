import type { StackFrame } from '../../group/group.js';
import { foldFrames, librariesOf, libraryOf, openedFrame } from './fold-frames.js';

const frame = (file: string, inApp: boolean, contextLine: string | null = null, module: string | null = null) =>
  ({
    function: 'call',
    file,
    module,
    line: 1,
    column: 1,
    in_app: inApp,
    pre_context: [],
    context_line: contextLine,
    post_context: [],
  }) satisfies StackFrame;

describe('a stack', () => {
  it('has calls of libraries in a row folded, between those of its own code', () => {
    const frames = [
      frame('node_modules/pg/client.js', false),
      frame('src/rows.ts', true),
      frame('node_modules/a/a.js', false),
      frame('node_modules/b/b.js', false),
      frame('src/main.ts', true),
    ];
    const folds = foldFrames(frames);
    expect(folds.map((fold) => (fold.kind === 'own' ? fold.frame.file : fold.frames.length))).toEqual([
      1,
      'src/rows.ts',
      2,
      'src/main.ts',
    ]);
    expect(folds.map(({ at }) => at)).toEqual([0, 1, 2, 4]);
  });

  it('of libraries alone is not folded', () => {
    expect(foldFrames([frame('node:net', false), frame('node:events', false)])).toHaveLength(2);
    expect(foldFrames([])).toEqual([]);
  });

  it.each([
    ['the innermost own call whose source is known', ['lib*', 'own', 'own*', 'own*'], 2],
    ['else the innermost whose source is known', ['lib', 'lib*', 'own'], 1],
    ['none, when of none it is known', ['own', 'lib'], -1],
  ])('is opened at %s', (_, kinds, opened) => {
    const frames = kinds.map((kind) => frame('x', kind.startsWith('own'), kind.endsWith('*') ? 'code' : null));
    expect(openedFrame(frames)).toBe(opened);
  });

  it.each([
    ['/app/node_modules/express/lib/router.js', null, 'express'],
    ['/app/node_modules/@nestjs/core/router/x.js', null, '@nestjs/core'],
    ['/app/node_modules/a/node_modules/b/index.js', null, 'b'],
    ['C:\\app\\node_modules\\@nestjs\\core\\x.js', null, '@nestjs/core'],
    ['/usr/lib/python3/site-packages/sqlalchemy/engine.py', null, 'sqlalchemy'],
    ['/usr/lib/python3.11/asyncio/base.py', 'asyncio.base', 'Python'],
    ['node:internal/process', null, 'Node.js'],
    ['/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go', null, 'github.com/lib/pq'],
    ['Router.java', 'org.springframework.web.Router', 'org.springframework'],
    ['https://cdn.example/x.js', null, ''],
    ['', '<script>', ''],
  ])('names the library of %s', (file, module, library) => {
    expect(libraryOf(frame(file, false, null, module))).toBe(library);
  });

  it('names each library once', () => {
    const frames = ['node_modules/a/1.js', 'node_modules/b/1.js', 'node_modules/a/2.js', 'x.js'];
    expect(librariesOf(frames.map((file) => frame(file, false)))).toEqual(['a', 'b']);
  });
});
