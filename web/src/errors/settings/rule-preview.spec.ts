import type { ErrorEvent } from '../group/group.js';
import { fits, previewRule } from './rule-preview.js';

const frame = { function: 'take', file: 'C:\\app\\src\\seats.ts', module: null, line: 1, column: 1, in_app: true };
const source = { pre_context: [], context_line: null, post_context: [] };
const event = (change: Partial<ErrorEvent>) =>
  ({
    error_id: 'e',
    group_id: 'g-1',
    error_type: 'EnrolmentFailed',
    error_message: 'No seat',
    service: 'students',
    environment: null,
    exceptions: [
      { type: 'EnrolmentFailed', message: 'No seat', frames: [] },
      { type: 'pg.TimeoutError', message: 'after 5 s', frames: [{ ...frame, ...source }] },
    ],
    ...change,
  }) as ErrorEvent;

describe('a pattern', () => {
  it.each([
    ['Timeout', 'timeout', true],
    ['Timeout', 'timeouts', false],
    ['*timeout*', 'A Timeout occurred', true],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['a*a', 'a', false],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'acb', false],
    ['a*bc*c', 'abc', false],
    ['*/node_modules/pg/*', '/app/node_modules/pg/client.js', true],
    ['.*', 'anything', false],
    ['<script>*', '<script>x', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
  });

  it('takes no longer than reading the text', () => {
    expect(fits(`${'*a'.repeat(100)}*b`, 'a'.repeat(8000))).toBe(false);
  });
});

describe('the preview of a rule', () => {
  it('needs one exception for what is said of exceptions and of its calls', () => {
    const type = { field: 'type' as const, pattern: '*TimeoutError' };
    const file = { field: 'file' as const, pattern: '*/src/*' };
    expect(previewRule([type, file], [event({})]).met).toBe(1);
    expect(previewRule([{ ...type, pattern: 'EnrolmentFailed' }, file], [event({})]).met).toBe(0);
    expect(previewRule([{ field: 'environment', pattern: '*' }], [event({})]).met).toBe(1);
    expect(previewRule([{ field: 'service', pattern: 'billing' }, type], [event({})]).met).toBe(0);
  });

  it('tells the groups that are met, those with the most errors first', () => {
    const events = [event({}), event({ group_id: 'g-2' }), event({ group_id: 'g-2' }), event({ service: 'billing' })];
    const preview = previewRule([{ field: 'service', pattern: 'students' }], events);
    expect([preview.tried, preview.met]).toEqual([4, 3]);
    expect(preview.groups.map(({ groupId, count }) => [groupId, count])).toEqual([
      ['g-2', 2],
      ['g-1', 1],
    ]);
  });
});
