import { type Expression, ExpressionFault, namesIn, parseExpression } from './parse-expression.js';

/** With every bracket written out. */
function plain(expression: Expression): string {
  if (expression.kind === 'number') return String(expression.value);
  if (expression.kind === 'name') return expression.name;
  return `(${plain(expression.left)} ${expression.operator} ${plain(expression.right)})`;
}

describe('parseExpression', () => {
  it.each([
    ['errors / requests', '(errors / requests)'],
    ['a+b*c', '(a + (b * c))'],
    ['a-b-c', '((a - b) - c)'],
    ['a/b/c', '((a / b) / c)'],
    ['(a+b)*c', '((a + b) * c)'],
    ['100*(1-errors/requests)', '(100 * (1 - (errors / requests)))'],
    ['-a*2', '((0 - a) * 2)'],
    ['--a', '(0 - (0 - a))'],
    ['a - -1.5e3', '(a - (0 - 1500))'],
    [' _a1\t+\n2 ', '(_a1 + 2)'],
    ['((((a))))', 'a'],
  ])('%s', (text, expected) => {
    expect(plain(parseExpression(text))).toBe(expected);
  });

  it.each([
    ['', 'ends where a number, a name or a bracket must stand'],
    ['a +', 'ends where a number, a name or a bracket must stand'],
    ['a b', 'did not expect b at character 3'],
    ['a * / b', 'did not expect / at character 5'],
    ['(a + b', 'lacks a closing bracket'],
    ['a)', 'did not expect ) at character 2'],
    ['a ^ b', 'cannot be read from character 2 on'],
    ['a.b', 'cannot be read from character 2 on'],
    ['1..2', 'cannot be read from character 2 on'],
    ['2a', 'did not expect a at character 2'],
    ['__proto__.x', 'cannot be read from character 10 on'],
    [`${'('.repeat(51)}a`, 'is nested deeper than 50 levels'],
    ['-'.repeat(60), 'is nested deeper than 50 levels'],
  ])('%s is no expression: it %s', (text, message) => {
    expect(() => parseExpression(text)).toThrow(new ExpressionFault(message));
  });

  it('knows which names are used', () => {
    expect([...namesIn(parseExpression('a / (b - 1) + a * c'))]).toEqual(['a', 'b', 'c']);
    expect([...namesIn(parseExpression('1 + 2'))]).toEqual([]);
  });
});
