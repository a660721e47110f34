import { blockOf, compareLines } from './compare-lines.js';

const spell = (before: string, after: string) =>
  compareLines(before.split(' '), after.split(' ')).map(
    ({ kind, text }) => ({ gone: '-', new: '+', same: '' })[kind] + text,
  );

describe('lines compared', () => {
  it.each([
    ['a b c', 'a b c', ['a', 'b', 'c']],
    ['a b c', 'a x c', ['a', '-b', '+x', 'c']],
    ['a', 'a b', ['a', '+b']],
    ['a b', 'b', ['-a', 'b']],
    ['a b c d', 'd a b', ['+d', 'a', 'b', '-c', '-d']],
  ])('%s and %s', (before, after, lines) => expect(spell(before, after)).toEqual(lines));
});

describe('the lines of a rule', () => {
  const file = `# ours
rules:
  - name: First
    metric_name: a
    matchers:
      - tag: b

  - name: Second
    threshold: 5
`;

  it('end where the next begins', () => {
    expect(blockOf(file, 3, 8)).toEqual(['name: First', 'metric_name: a', 'matchers:', '  - tag: b']);
  });

  it('or with the file', () => expect(blockOf(file, 8, undefined)).toEqual(['name: Second', 'threshold: 5']));
});
