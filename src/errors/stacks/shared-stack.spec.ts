import { shareStack } from './shared-stack.js';

const FRAMES = Array.from({ length: 8 }, (_, i) => `    at read (/app/dist/students/students-${i}.service.js:1${i}:7)`);
const stackOf = (message: string) => [`TypeError: ${message}`, ...FRAMES].join('\n');

describe('shareStack', () => {
  it('gives errors of one place the same stack, whatever they say', () => {
    const one = shareStack(stackOf('Student 1 cannot be read'), 'Student 1 cannot be read');
    const other = shareStack(stackOf('Student 27 cannot be read'), 'Student 27 cannot be read');
    expect(one).toEqual(other);
    expect(one).toEqual({ id: expect.stringMatching(/^[\da-f]{32}$/), stack: stackOf('\u{FFFC}') });
  });

  it('tells places from each other', () => {
    const one = shareStack(stackOf('gone'), 'gone');
    const other = shareStack(`${stackOf('gone')}\n    at main (/app/main.js:1:1)`, 'gone');
    expect(one?.id).not.toBe(other?.id);
  });

  it.each([
    ['a message that stands in it nowhere', stackOf('gone'), 'lost', stackOf('gone')],
    ['a message that stands in it twice', stackOf('gone gone'), 'gone', stackOf('\u{FFFC} \u{FFFC}')],
    ['an empty message', stackOf(''), '', stackOf('')],
    ['a message with signs that patterns know', stackOf('$& (.*)'), '$& (.*)', stackOf('\u{FFFC}')],
  ])('takes %s', (_, stack, message, expected) => {
    const shared = shareStack(stack, message)!;
    expect(shared.stack).toBe(expected);
    expect(shared.stack.replaceAll('\u{FFFC}', () => message)).toBe(stack);
  });

  it.each([
    ['short ones', 'TypeError: gone\n    at read (/app/main.js:1:1)', 'gone'],
    ['ones with the placeholder in them', stackOf('\u{FFFC}'), 'gone'],
  ])('leaves out %s', (_, stack, message) => {
    expect(shareStack(stack, message)).toBeUndefined();
  });
});
