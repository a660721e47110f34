import { AnyMap } from '@jridgewell/trace-mapping';
import { OpenMap } from './find-original.js';

const mapOf = (more: object = {}) =>
  new OpenMap(
    new AnyMap({
      version: 3,
      sources: ['../../src/seats.ts?3f2a', null],
      names: ['checkSeat'],
      // Line 1: source 0, line 1, column 1, named; from column 6 the source without a name. Line 2: source 0, line 7.
      mappings: 'AAAAA,KCAA;ADMA',
      sourcesContent: [Array.from({ length: 8 }, (_, i) => `line ${i + 1}`).join('\r\n'), null],
      ...more,
    }),
  );

describe('OpenMap', () => {
  it('tells the original place with the lines around it', () => {
    expect(mapOf().find({ line: 1, column: 3 })).toEqual({
      source: 'src/seats.ts',
      line: 1,
      column: 1,
      name: 'checkSeat',
      lines: { before: [], line: 'line 1', after: ['line 2', 'line 3', 'line 4', 'line 5', 'line 6'] },
    });
    expect(mapOf().find({ line: 2, column: 1 })).toMatchObject({
      line: 7,
      name: null,
      lines: { before: ['line 2', 'line 3', 'line 4', 'line 5', 'line 6'], line: 'line 7', after: ['line 8'] },
    });
  });

  it.each([
    ['a line after the last', { line: 3, column: 1 }],
    ['a source without a name', { line: 1, column: 6 }],
    ['line 0', { line: 0, column: 1 }],
    ['column 0', { line: 1, column: 0 }],
  ])('knows nothing of %s', (_, place) => expect(mapOf().find(place)).toBeNull());

  it('has no lines without the text of the source, or when that is shorter', () => {
    expect(mapOf({ sourcesContent: undefined }).find({ line: 1, column: 1 })!.lines).toBeUndefined();
    expect(mapOf({ sourcesContent: ['one line', null] }).find({ line: 2, column: 1 })!.lines).toBeUndefined();
  });

  it('cuts what is too long, and keeps names to one line', () => {
    const found = mapOf({
      sources: [`a\n\0b${'c'.repeat(1000)}`, null],
      sourcesContent: ['x'.repeat(1000), null],
    }).find({
      line: 1,
      column: 1,
    })!;
    expect([found.source, found.lines!.line.length]).toEqual([`a  b${'c'.repeat(508)}`, 300]);
  });
});
