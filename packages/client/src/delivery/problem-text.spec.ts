import { problemText } from './problem-text.js';

describe('problemText', () => {
  it.each([
    ['problem details', { detail: 'The key is not known.' }, 'The key is not known.'],
    [
      'faults of the input',
      { detail: 'Nothing was stored.', errors: [{ path: '[0].value', message: 'must be a number' }] },
      'Nothing was stored. [0].value must be a number.',
    ],
    [
      'a fault that is told already',
      { detail: 'The map is broken.', errors: [{ path: '', message: 'is broken' }] },
      'The map is broken.',
    ],
    ['errors of another kind', { detail: 'No.', errors: [null, 'x', { code: 1 }] }, 'No.'],
    ['other JSON', { message: 'no' }, '{"message":"no"}'],
    ['null', null, 'null'],
  ])('reads %s', (_name, body, text) => {
    expect(problemText(JSON.stringify(body))).toBe(text);
  });

  it('shows the beginning of any other text, in one line', () => {
    expect(problemText('<html>\r\n\t<h1>Bad\0Gateway</h1>')).toBe('<html> <h1>Bad Gateway</h1>');
    expect(problemText('x'.repeat(1000))).toHaveLength(300);
    expect(problemText('')).toBe('');
  });
});
