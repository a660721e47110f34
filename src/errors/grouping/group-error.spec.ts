import type { ExceptionInfo } from './exception.js';
import { type GroupableError, groupError } from './group-error.js';
import { readStack } from './read-stack.js';

const STACK = `ValidationError: Invalid student ID format
    at parseId (/app/dist/students/parse-id.js:12:11)
    at StudentsController.create (file:///app/dist/students/students.controller.js:40:5)
    at async /app/node_modules/@nestjs/core/router.js:10:1
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;

function error(stack = '', change: Partial<GroupableError> = {}): GroupableError {
  const base = { service: 'students', errorType: 'ValidationError', errorMessage: 'Student 1 not found', ...change };
  return { exceptions: readStack(stack, base.errorType, base.errorMessage), ...base };
}

/** An exception with one own call and what a library adds to it. */
function thrown(type: string, message: string, ...places: string[]): ExceptionInfo {
  const frames = places.map((place) => {
    const [name = '', file = ''] = place.split('@');
    return { function: name, file, inApp: !file.includes('node_modules') };
  });
  return { type, message, frames };
}

const chain = (...exceptions: ExceptionInfo[]): GroupableError => ({ ...error(), exceptions });
const WRAPPER = thrown('ServiceError', 'failed', 'load@/app/load.js');
const OTHER_WRAPPER = thrown('JobError', 'no luck', 'run@/app/job.js');
const CAUSE = thrown('TypeError', 'x is undefined', 'parse@/app/parse.js', 'load@/app/load.js');
const NO_KEY = thrown('DriverError', 'duplicate key "a"', 'parse@/app/node_modules/pg/index.js');
const NO_HOST = thrown('DriverError', 'connect ECONNREFUSED 10.0.0.1:5432', 'parse@/app/node_modules/pg/index.js');
const HANDLED = thrown('KeyError', "'x'", 'cached@/srv/store.py', 'load@/srv/store.py');

describe('groupError', () => {
  it.each<[string, GroupableError, GroupableError, boolean]>([
    ['messages that differ by a number', error(), error('', { errorMessage: 'Student 2 not found' }), true],
    ['other words', error(), error('', { errorMessage: 'Class 2 not found' }), false],
    ['another type', error(STACK), error(STACK, { errorType: 'TypeError' }), false],
    ['another service', error(STACK), error(STACK, { service: 'billing' }), false],
    [
      'the same calls moved by a release',
      error(STACK),
      error(STACK.replaceAll('/app/dist', '/srv/2.4.1/dist').replaceAll(/:\d+:\d+/g, ':9:9')),
      true,
    ],
    ['the same call with another message', error(STACK), error(STACK, { errorMessage: 'other' }), true],
    ['another way in', error(STACK), error(STACK.replace('StudentsController.create', 'importAll')), true],
    ['another function', error(STACK), error(STACK.replace('parseId', 'parseName')), false],
    ['a stack and none', error(STACK), error(), false],
    ['foreign frames only and none', error('E\n    at f (node:fs:1:1)'), error(), true],
    [
      'checks with another caller',
      error(STACK.replace('parseId', 'assertId')),
      error(STACK.replace('parseId', 'assertId').replace('.create', '.change')),
      false,
    ],
    [
      'bundles with another hash',
      error('E\n    at load (/web/assets/index-a1b2c3d4.js:1:1)'),
      error('E\n    at load (/web/assets/index-DqXkPzRm.js:1:1)'),
      true,
    ],
    [
      'releases in folders of their own',
      error('E\n    at load (/srv/x/releases/20261124101500/a.js:1:1)'),
      error('E\n    at load (/srv/x/releases/20261201090000/a.js:1:1)'),
      true,
    ],
    ['a cause with and without a wrapper', chain(WRAPPER, CAUSE), chain(CAUSE), true],
    ['a cause in two wrappers', chain(WRAPPER, CAUSE), chain(OTHER_WRAPPER, WRAPPER, CAUSE), true],
    ['a wrapper of two faults of a library', chain(WRAPPER, NO_KEY), chain(WRAPPER, NO_HOST), false],
    ['two wrappers of the fault of a library', chain(WRAPPER, NO_KEY), chain(OTHER_WRAPPER, NO_KEY), false],
    [
      'a library that fails in two ways for one call',
      chain({ ...NO_KEY, frames: [...NO_KEY.frames, ...CAUSE.frames] }),
      chain({ ...NO_HOST, frames: [...NO_HOST.frames, ...CAUSE.frames] }),
      false,
    ],
    [
      'what failed while a Python exception was handled',
      chain(thrown('IOError', '', 'fetch@/srv/store.py', 'load@/srv/store.py'), HANDLED),
      chain(HANDLED),
      false,
    ],
    [
      'what was thrown about a handled Python exception',
      chain(thrown('Unknown', '', 'load@/srv/store.py'), HANDLED),
      chain(HANDLED),
      true,
    ],
    [
      'members in another order',
      chain(thrown('AggregateError', ''), CAUSE, WRAPPER),
      chain(thrown('AggregateError', ''), WRAPPER, CAUSE, CAUSE),
      true,
    ],
    ['one member alone', chain(thrown('AggregateError', '2 failed'), CAUSE, CAUSE), chain(CAUSE), true],
    [
      'members without calls',
      chain(thrown('AggregateError', ''), NO_HOST),
      chain(thrown('AggregateError', ''), NO_KEY),
      false,
    ],
    [
      'a stack as a text and as frames',
      error(
        'Traceback (most recent call last):\n  File "/srv/1.2/school/store.py", line 9, in save\nValidationError: x',
      ),
      chain({
        type: 'school.errors.ValidationError',
        message: '',
        frames: [{ function: 'save', file: 'school/store.py', module: 'school.store', line: 12, inApp: true }],
      }),
      true,
    ],
    ['an exception that says nothing', chain({ type: '', message: '', frames: [] }), error(), true],
    [
      'names that a minifier made, in short lines',
      error('E\n    at new P (/app/main.js:3:168)\n    at A.put (/app/main.js:3:201)', { errorType: 'SyntaxError' }),
      error('E\n    at new Q (/app/main.js:3:170)\n    at B.put (/app/main.js:3:203)', { errorType: 'SyntaxError' }),
      true,
    ],
    [
      "the sender's rule",
      error(STACK, { fingerprint: ['x'] }),
      error('', { errorType: 'E', fingerprint: ['x'] }),
      true,
    ],
    [
      "another service's rule",
      error(STACK, { fingerprint: ['x'] }),
      error(STACK, { fingerprint: ['x'], service: 'billing' }),
      false,
    ],
    ['the rule that asks for ours', error(STACK, { fingerprint: ['{{ default }}'] }), error(STACK), true],
    ['no rule', error(STACK, { fingerprint: [] }), error(STACK), true],
    ['ours and more', error(STACK, { fingerprint: ['{{ default }}', 'x'] }), error(STACK), false],
    [
      'parts that would read the same in a row',
      error('', { fingerprint: ['a', 'b'] }),
      error('', { fingerprint: ['a b'] }),
      false,
    ],
  ])('compares %s', (_, one, other, together) => {
    expect(groupError(one).groupId === groupError(other).groupId).toBe(together);
  });

  it('says what it chose and why', () => {
    expect(groupError(error(STACK))).toEqual({
      groupId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      culprit: 'parseId (students/parse-id.js)',
      fingerprint: ['ValidationError', 'parseId (students/parse-id)'],
      reason: 'stack',
      explanation: "The service's own call where the error was thrown.",
    });
    expect(groupError(error())).toMatchObject({
      culprit: undefined,
      fingerprint: ['ValidationError', 'Student <number> not found'],
      reason: 'message',
    });
    expect(groupError(error(STACK, { fingerprint: ['{{default}}', 'north'] }))).toMatchObject({
      culprit: 'parseId (students/parse-id.js)',
      fingerprint: ['ValidationError', 'parseId (students/parse-id)', 'north'],
      reason: 'rule',
    });
    const rule = { name: 'Own', fingerprint: ['own', '{{ default }}'] };
    expect(groupError(error(STACK, { fingerprint: ['{{default}}', 'north'], rule }))).toMatchObject({
      fingerprint: ['own', 'ValidationError', 'parseId (students/parse-id)', 'north'],
      reason: 'rule',
      explanation: 'The fingerprint rule "Own".',
    });
    expect(groupError(chain(WRAPPER, CAUSE)).explanation).toBe(
      "The service's own call where its cause TypeError was thrown.",
    );
  });

  it('groups without exceptions by the type and message given', () => {
    expect(groupError({ ...error(), exceptions: [] }).groupId).toBe(groupError(error()).groupId);
  });
});
