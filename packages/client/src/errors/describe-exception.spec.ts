import { describeException } from './describe-exception.js';

class InvoiceMissing extends Error {}

describe('describeException', () => {
  it.each([
    ['a class of its own', new InvoiceMissing('gone'), 'InvoiceMissing', 'gone'],
    [
      'a class with a name that says nothing',
      Object.assign(new InvoiceMissing('gone'), { name: 'error' }),
      'InvoiceMissing',
      'gone',
    ],
    ['a built-in', new TypeError('no'), 'TypeError', 'no'],
    ['an empty message', new TypeError(''), 'TypeError', 'TypeError'],
    ['a string', 'boom', 'NonError', 'boom'],
    ['nothing', undefined, 'NonError', 'undefined'],
    ['a very long message', new Error('x'.repeat(10_000)), 'Error', 'x'.repeat(4_096)],
  ])('names %s', (_name, thrown, type, message) => {
    expect(describeException(thrown)).toMatchObject({ type, message });
  });

  it('tells what caused it, and what an aggregate collects, each once', () => {
    const root = new InvoiceMissing('gone');
    const members = [new TypeError('one'), new TypeError('two')];
    const thrown = new AggregateError([...members, 'no error'], 'all', { cause: root });
    Object.assign(root, { cause: thrown });
    const { exceptions, stack } = describeException(thrown);
    expect(exceptions!.map(({ type, message }) => `${type}: ${message}`)).toEqual([
      'AggregateError: all',
      'TypeError: one',
      'TypeError: two',
      'InvoiceMissing: gone',
    ]);
    expect(exceptions![0]!.frames[0]).toMatchObject({
      file: expect.stringContaining('describe-exception.spec'),
      inApp: true,
    });
    expect(stack).toContain('AggregateError: all');
  });

  it.each([[''], [42], ['no frames']])('leaves a stack of %j to the service', (stack) => {
    const thrown = Object.defineProperty(new Error('x'), 'stack', { value: stack });
    expect(describeException(thrown)).not.toHaveProperty('exceptions');
  });
});
