import { PatternFault } from './pattern-fault.js';
import { translatePattern } from './translate-pattern.js';

describe('translatePattern', () => {
  it.each([
    ['', '^(?:)$'],
    ['5..', '^(?:5..)$'],
    ['a|b|', '^(?:a|b|)$'],
    ['(?i)get|post', '(?i)^(?:get|post)$'],
    ['(?s)a.b', '^(?:a.b)$'],
    ['(?P<host>a)(?:b)(?<c>d)(e)', '^(?:(?:a)(?:b)(?:d)(?:e))$'],
    ['a*?b+?c??d{2,3}?', '^(?:a*b+c?d{2,3})$'],
    ['x{2}y{2,}z{,2}', '^(?:x{2}y{2,}z\\{,2\\})$'],
    ['\\d+\\D\\w\\W\\s', '^(?:[0-9]+[^0-9][0-9A-Za-z_][^0-9A-Za-z_][\\t\\n\\f\\r ])$'],
    ['\\bword\\B', '^(?:\\yword\\Y)$'],
    ['\\A\\.\\/\\*\\z', '^(?:^\\.\\/\\*$)$'],
    ['\\x41\\x{1F600}\\n', '^(?:A😀\n)$'],
    ['[a-z\\d_-]', '^(?:[a-z0-9\\_\\-])$'],
    ['[]^a]', '^(?:[\\]\\^a])$'],
    ['[^[.a.]]', '^(?:[^\\[\\.a\\.]\\])$'],
    ['[[:alpha:][:word:]]', '^(?:[[:alpha:]0-9A-Za-z_])$'],
    ['[\\]\\\\]', '^(?:[\\]\\\\])$'],
    ['größe ü', '^(?:größe ü)$'],
    ['a{1,100}', '^(?:a{1,100})$'],
    ['***=x', undefined],
  ])('%s becomes %s', (pattern, expected) => {
    if (expected === undefined) expect(() => translatePattern(pattern)).toThrow(PatternFault);
    else expect(translatePattern(pattern)).toBe(expected);
  });

  it.each([
    ['(a)\\1', 'refers back with \\1, which is not taken'],
    ['(?=a)b', 'looks around, which is not taken'],
    ['(?!a)b', 'looks around, which is not taken'],
    ['(?<=a)b', 'looks around, which is not taken'],
    ['(?<!a)b', 'looks around, which is not taken'],
    ['a(?i)b', 'has flags elsewhere than at its start, or unknown ones'],
    ['(?x)b', 'has flags elsewhere than at its start, or unknown ones'],
    ['(a', 'lacks a closing bracket'],
    ['a)', 'has a closing bracket too many'],
    ['[a', 'lacks a closing square bracket'],
    ['[z-a]', 'has the range z-a'],
    ['*a', 'has nothing before * to repeat'],
    ['a|+', 'has nothing before + to repeat'],
    ['a**', 'repeats a repeat'],
    ['a*+', 'repeats a repeat'],
    ['a{2}{3}', 'repeats a repeat'],
    ['^*a', 'repeats a place, not a character'],
    ['a\\b+', 'repeats a place, not a character'],
    ['a{3,2}', 'repeats {3,2}, from more to less'],
    ['a{256}', 'repeats {256}, which is more than 255 times'],
    ['a{1000000000000}', 'repeats {1000000000000}, which is more than 255 times'],
    ['\\m', 'has \\m, which is not taken'],
    ['\\pL', 'has \\p, which is not taken'],
    ['\\', 'ends with a backslash'],
    ['\\x00', 'has \\x00, which is no character'],
    ['(((a{1,10}){1,10}){1,10}){1,10}b', 'has more than 100 parts that may be left out, repeats written out'],
    ['(.{1,100}){1,100}z', 'has more than 5000 characters, repeats written out'],
    ['a?'.repeat(101), 'has more than 100 parts that may be left out, repeats written out'],
    ['(a{250}){250}', 'has more than 5000 characters, repeats written out'],
    ['('.repeat(60), 'is nested deeper than 50 levels'],
  ])('refuses %s: it %s', (pattern, message) => {
    expect(() => translatePattern(pattern)).toThrow(new PatternFault(message));
  });
});
