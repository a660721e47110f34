import type { StackFrame } from '../../group/group.js';
import { readStackLines, stackText } from './stack-text.js';

const frame = (change: Partial<StackFrame>): StackFrame => ({
  function: 'checkSeat',
  file: 'src/seats.ts',
  module: null,
  line: 7,
  column: 5,
  in_app: true,
  pre_context: [],
  context_line: null,
  post_context: [],
  ...change,
});
const MINIFIED = { function: 't', file: 'app.js', line: 1, column: 900 };

describe('a stack as text', () => {
  const exceptions = [
    { type: 'EnrolmentFailed', message: 'No seat', frames: [frame({ minified: MINIFIED }), frame({ function: null })] },
    { type: 'Timeout', message: '', frames: [frame({ column: null })] },
  ];

  it('has the places of the source, and what caused it', () => {
    expect(stackText({ exceptions, stack_trace: null }, 'source')).toBe(
      [
        'EnrolmentFailed: No seat',
        '    at checkSeat (src/seats.ts:7:5)',
        '    at src/seats.ts:7:5',
        'Caused by: Timeout',
        '    at checkSeat (src/seats.ts:7)',
      ].join('\n'),
    );
  });

  it('is what the runtime told, where that is asked for', () => {
    expect(stackText({ exceptions, stack_trace: null }, 'raw')).toContain('    at t (app.js:1:900)');
    expect(stackText({ exceptions, stack_trace: 'as sent' }, 'raw')).toBe('as sent');
    expect(stackText({ exceptions: null, stack_trace: 'as sent' }, 'source')).toBe('as sent');
    expect(stackText({ exceptions: [], stack_trace: null }, 'source')).toBeUndefined();
  });

  it('tells lines of libraries from those of own code', () => {
    const lines = [
      'Error: x',
      '    at a (/app/src/a.js:1:1)',
      '    at b (/app/node_modules/b/b.js:1:1)',
      '    at node:net:1:1',
      '    at java.util.List.get(List.java:1)',
      '    at org.school.Seats.get(Seats.java:1)',
      '  File "/usr/lib/python3.11/asyncio.py", line 1',
    ];
    expect(readStackLines(lines.join('\n')).map(({ isLibrary }) => isLibrary)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      true,
    ]);
  });
});
