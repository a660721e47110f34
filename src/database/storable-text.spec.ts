import { cutText, storableJson } from './storable-text.js';

describe('storableJson', () => {
  it.each([
    ['a clean value', { a: ['x', 1, null, { b: 'line\nbreak 😀' }] }, { a: ['x', 1, null, { b: 'line\nbreak 😀' }] }],
    ['NUL', ['nul \0 inside'], ['nul \uFFFD inside']],
    ['half a surrogate pair', ['half \ud83d pair'], ['half \uFFFD pair']],
    ['keys and depth', { 'k\0': ['a\0', 7, { deep: '\udc00' }] }, { 'k\uFFFD': ['a\uFFFD', 7, { deep: '\uFFFD' }] }],
    ['a backslash that only looks like one', { text: '\\u0000' }, { text: '\\u0000' }],
  ])('stores %s', (_, given, stored) => {
    expect(JSON.parse(storableJson(given))).toEqual(stored);
  });
});

describe('cutText', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcdef', 3, 'abc\n… [cut: 6 characters]'],
  ])('cuts %j at %d', (text, limit, cut) => {
    expect(cutText(text, limit)).toBe(cut);
  });
});
