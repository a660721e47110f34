import type { StackFrame } from '../grouping/exception.js';
import type { OriginalPlace } from './find-original.js';
import { restoreFrames } from './restore-frames.js';

const frame = (name: string, more: Partial<StackFrame> = {}): StackFrame => ({
  function: name,
  file: '/app.js',
  line: 1,
  column: 50,
  inApp: true,
  ...more,
});
const place = (name: string | null, source = 'src/a.ts'): OriginalPlace => ({
  source,
  line: 3,
  column: 5,
  name,
  lines: undefined,
});

describe('restoreFrames', () => {
  it.each([
    ['t', 'checkSeat', 'checkSeat'],
    ['Xe.render', null, 'render'],
    ['n.confirm', null, 'confirm'],
    ['new t', null, ''],
    ['t.e', null, ''],
    ['kPe', null, ''],
    ['enrolPupil', null, 'enrolPupil'],
    ['Seats.take', null, 'Seats.take'],
    ['', null, ''],
  ])('calls %j, which its caller calls %j, %j', (name, calledAs, expected) => {
    const [restored] = restoreFrames([frame(name), frame('r')], [place(null), place(calledAs)]);
    expect(restored).toMatchObject({
      function: expected,
      minified: { function: name || null, file: '/app.js', line: 1, column: 50 },
    });
  });

  it('leaves frames as they are whose original is not known, and asks none of them for a name', () => {
    const [first, second] = restoreFrames([frame('take'), frame('r')], [place(null), undefined]);
    expect([first!.function, second]).toEqual(['take', frame('r')]);
  });

  it('knows the code of packages in a bundle by its original file, and keeps what the sender knew', () => {
    const of = (source: string, inApp: boolean) =>
      restoreFrames([frame('t', { inApp })], [place(null, source)])[0]!.inApp;
    expect([of('src/a.ts', true), of('src/a.ts', false), of('node_modules/react/index.js', true)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
