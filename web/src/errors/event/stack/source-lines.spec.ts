import type { StackFrame } from '../../group/group.js';
import { isMapped, placeOf, rawFrame, shortFile, sourceLines } from './source-lines.js';

const FRAME: StackFrame = {
  function: 'checkSeat',
  file: 'src/seats.ts',
  module: null,
  line: 7,
  column: 5,
  in_app: true,
  pre_context: ['  if (free) {', '\ttake();', ''],
  context_line: '    throw new Error();',
  post_context: ['  }'],
};

describe('the source of a call', () => {
  it('has numbered lines without the margin that all have', () => {
    expect(sourceLines(FRAME)).toEqual([
      { number: 4, text: 'if (free) {', offset: -3, isCall: false },
      { number: 5, text: '  take();', offset: -2, isCall: false },
      { number: 6, text: '', offset: -1, isCall: false },
      { number: 7, text: '  throw new Error();', offset: 0, isCall: true },
      { number: 8, text: '}', offset: 1, isCall: false },
    ]);
  });

  it('is nothing when it is not known, and has no numbers when the line is not', () => {
    expect(sourceLines({ ...FRAME, context_line: null })).toEqual([]);
    expect(sourceLines({ ...FRAME, line: null }).map(({ number }) => number)).toEqual(Array(5).fill(null));
    expect(sourceLines({ ...FRAME, pre_context: [], context_line: '', post_context: [] })).toEqual([
      { number: 7, text: '', offset: 0, isCall: true },
    ]);
  });

  it.each([
    [{ file: 'a.js', line: 3, column: 9 }, 'a.js:3:9'],
    [{ file: 'a.js', line: 3, column: null }, 'a.js:3'],
    [{ file: 'a.js', line: null, column: 9 }, 'a.js'],
  ])('is at %j', (frame, place) => {
    expect(placeOf(frame)).toBe(place);
  });

  it.each([
    ['/app/dist/students/check.js', '…/dist/students/check.js'],
    ['src/check.js', 'src/check.js'],
    ['https://school.example/assets/js/app.js?v=1', '…/assets/js/app.js'],
    ['C:\\app\\src\\seats\\check.cs', '…/src/seats/check.cs'],
  ])('of %s is shown as %s', (file, short) => {
    expect(shortFile(file)).toBe(short);
  });

  it('is left out of a call as the runtime told it', () => {
    const minified = { function: 't', file: 'app-1f.js', line: 1, column: 48_213 };
    expect(rawFrame({ ...FRAME, minified })).toMatchObject({ ...minified, context_line: null });
    expect(rawFrame(FRAME)).toBe(FRAME);
    expect([isMapped([FRAME]), isMapped([FRAME, { ...FRAME, minified }])]).toEqual([false, true]);
  });
});
