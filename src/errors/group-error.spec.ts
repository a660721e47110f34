import { type GroupableError, groupError, normalizeMessage } from './group-error.js';
import { readFrames } from './stack-frames.js';

const V8_STACK = `ValidationError: Invalid student ID format
    at checkId (/app/dist/students/check-id.js:12:11)
    at StudentsController.create (file:///app/dist/students/students.controller.js:40:5)
    at async /app/node_modules/@nestjs/core/router.js:10:1
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;
const PYTHON_STACK = `Traceback (most recent call last):
  File "/usr/lib/python3.11/site-packages/fastapi/routing.py", line 200, in app
    return await dependant.call(**values)
  File "/srv/billing/routes.py", line 31, in pay
    charge(invoice)
  File "/srv/billing/charge.py", line 8, in charge
    raise ValueError(invoice)
ValueError: 17`;
const JVM_STACK = `java.lang.IllegalStateException: no seat
\tat ac.oneclass.seats.SeatPlan.take(SeatPlan.java:44)
\tat org.springframework.web.Dispatcher.go(Dispatcher.java:9)`;

describe('readFrames', () => {
  it.each([
    ['V8', V8_STACK, ['checkId', 'StudentsController.create'], 4],
    ['Python', PYTHON_STACK, ['charge', 'pay'], 3],
    ['JVM', JVM_STACK, ['ac.oneclass.seats.SeatPlan.take'], 2],
    ['something else', 'it broke\nsomewhere', [], 0],
    ['a recursion', 'Error: x\n'.concat('    at again (/app/a.js:1:1)\n'.repeat(5000)), Array(100).fill('again'), 100],
  ])('reads the frames of %s, innermost first', (_, stack, inApp, all) => {
    const frames = [...readFrames(stack)];
    expect(frames).toHaveLength(all);
    expect(frames.filter((frame) => frame.inApp).map((frame) => frame.function)).toEqual(inApp);
  });
});

describe('normalizeMessage', () => {
  it.each([
    ['Student 4711 not found', 'Student <number> not found'],
    ['no row 0b9f1c52-43a4-4a6e-8d7b-4f7f0f1f2a3b here', 'no row <uuid> here'],
    ['GET https://pay.example/x?a=1 timed out after 3000ms', 'GET <url> timed out after <number>ms'],
    ['mail to ada@example.org bounced', 'mail to <email> bounced'],
    ['invalid "grade" for \'Ada\'', 'invalid <value> for <value>'],
    ['connect ECONNREFUSED 10.0.0.7:5432', 'connect ECONNREFUSED <ip>'],
    ['object deadbeef01 at 0x7ffe', 'object <hex> at <hex>'],
    ['expired at 2026-11-23T10:00:00.123Z', 'expired at <time>'],
    ['a\n   b', 'a b'],
    ['defaced facade', 'defaced facade'],
  ])('%j becomes %j', (message, normal) => {
    expect(normalizeMessage(message)).toBe(normal);
  });
});

describe('groupError', () => {
  const base = { service: 'students', errorType: 'ValidationError', errorMessage: 'Student 1 not found' };
  const stacked = { ...base, stackTrace: V8_STACK };
  const moved = V8_STACK.replaceAll('/app/dist', '/srv/build/dist').replaceAll(/:\d+:\d+/g, ':99:9');

  it.each<[string, GroupableError, GroupableError, boolean]>([
    ['messages that differ by a number', base, { ...base, errorMessage: 'Student 2 not found' }, true],
    ['other words', base, { ...base, errorMessage: 'Class 2 not found' }, false],
    ['another type', base, { ...base, errorType: 'TypeError' }, false],
    ['another service', base, { ...base, service: 'billing' }, false],
    ['the same frames moved by a release', stacked, { ...stacked, stackTrace: moved }, true],
    ['the same frames with another message', stacked, { ...stacked, errorMessage: 'other' }, true],
    ['other frames', stacked, { ...stacked, stackTrace: V8_STACK.replace('checkId', 'checkName') }, false],
    ['a stack and none', stacked, base, false],
    ['foreign frames only and none', { ...base, stackTrace: 'E\n    at f (node:fs:1:1)' }, base, true],
    [
      'bundles with another hash',
      { ...base, stackTrace: 'E\n    at f (/web/assets/index-a1b2c3d4.js:1:1)' },
      { ...base, stackTrace: 'E\n    at f (/web/assets/index-e5f6a7b8.js:1:1)' },
      true,
    ],
  ])('compares %s', (_, one, other, together) => {
    expect(groupError(one).groupId === groupError(other).groupId).toBe(together);
  });

  it('gives a UUID and names the innermost own frame', () => {
    expect(groupError(stacked)).toEqual({
      groupId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      culprit: 'checkId (students/check-id.js)',
    });
    expect(groupError(base).culprit).toBeUndefined();
  });

  it('takes hostile input in good time', () => {
    const before = performance.now();
    for (const text of ['a'.repeat(65_536), '"'.repeat(65_536), '1.'.repeat(32_768), `    at ${' ('.repeat(30_000)}`]) {
      groupError({ ...base, errorMessage: text, stackTrace: text });
    }
    expect(performance.now() - before).toBeLessThan(500);
  });
});
