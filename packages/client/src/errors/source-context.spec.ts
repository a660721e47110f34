import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackFrame } from '../signals.js';
import { SourceContext } from './source-context.js';

describe('SourceContext', () => {
  let root: string;
  let file: string;

  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'monitoring-context-')));
    mkdirSync(join(root, 'app'));
    file = join(root, 'app', 'seats.js');
    writeFileSync(
      file,
      Array.from({ length: 20 }, (_, i) => `line ${i + 1}${'.'.repeat(i === 9 ? 1000 : 0)}`).join('\r\n'),
    );
    writeFileSync(join(root, 'app', 'secret.txt'), 'secret');
    writeFileSync(join(root, 'outside.js'), 'secret');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const frameOf = (path: string, line: number, inApp = true): StackFrame => ({
    function: '',
    file: path,
    line,
    column: 1,
    inApp,
  });
  const fill = async (...frames: StackFrame[]) => {
    const context = new SourceContext([join(root, 'app')]);
    context.add(frames);
    expect(frames.some(({ contextLine }) => contextLine !== undefined)).toBe(false);
    await context.settle();
    return frames;
  };

  it('adds five lines on each side, cut, and fewer at the ends of the file', async () => {
    const [middle, first, last] = await fill(frameOf(file, 10), frameOf(file, 1), frameOf(file, 20));
    expect(middle).toMatchObject({
      preContext: ['line 5', 'line 6', 'line 7', 'line 8', 'line 9'],
      contextLine: `line 10${'.'.repeat(293)}`,
      postContext: ['line 11', 'line 12', 'line 13', 'line 14', 'line 15'],
    });
    expect(first).toMatchObject({ preContext: [], contextLine: 'line 1' });
    expect(last).toMatchObject({ contextLine: 'line 20', postContext: [] });
  });

  it("reads nothing but the application's own scripts, whatever a stack says", async () => {
    const frames = await fill(
      frameOf(join(root, 'app', 'secret.txt'), 1),
      frameOf(join(root, 'outside.js'), 1),
      frameOf(`${join(root, 'app')}/../outside.js`, 1),
      frameOf('/etc/passwd', 1),
      frameOf(file, 1, false),
      frameOf(file, 99),
      frameOf(join(root, 'app', 'gone.js'), 1),
      frameOf(join(root, 'app', 'nul\0.js'), 1),
    );
    expect(frames.map(({ contextLine }) => contextLine)).toEqual(frames.map(() => undefined));
  });
});
