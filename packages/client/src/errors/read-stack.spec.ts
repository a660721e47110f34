import { readStack } from './read-stack.js';

describe('readStack', () => {
  it.each([
    [
      '    at checkSeat (/app/dist/seats.js:12:9)',
      { function: 'checkSeat', file: '/app/dist/seats.js', line: 12, column: 9, inApp: true },
    ],
    [
      '    at async Seats.take (file:///app/dist/my%20seats.js:3:1)',
      { function: 'Seats.take', file: '/app/dist/my seats.js', line: 3, inApp: true },
    ],
    ['    at Object.run [as task] (/app/a.js:1:2)', { function: 'Object.run' }],
    ['    at new Seat (/app/a.js:1:2)', { function: 'new Seat' }],
    ['    at run (/app/(group)/a.js:1:2)', { function: 'run', file: '/app/(group)/a.js' }],
    ['    at /app/a.js:1:2', { function: '', file: '/app/a.js' }],
    ['    at Layer.handle (/app/node_modules/express/lib/layer.js:95:5)', { inApp: false }],
    [
      '    at process.processTicks (node:internal/process/task_queues:95:5)',
      { file: 'node:internal/process/task_queues', inApp: false },
    ],
  ])('reads %s', (line, expected) => {
    expect(readStack(`Error: at last (1:2)\n${line}`)).toEqual([expect.objectContaining(expected)]);
  });

  it.each(['    at Promise.all (index 0)', '    at <anonymous>', 'at last', `    at ${'x('.repeat(5000)}:1:1`])(
    'leaves out %s',
    (line) => expect(readStack(`Error\n${line}`)).toEqual([]),
  );

  it('keeps the innermost frames of an endless recursion', () => {
    const stack = Array.from({ length: 200 }, (_, i) => `    at f (/app/a.js:${i + 1}:1)`).join('\n');
    const frames = readStack(stack);
    expect([frames.length, frames[0]!.line]).toEqual([50, 1]);
  });
});
