import { returnPath } from './return-path.js';

describe('returnPath', () => {
  it.each([
    ['/', '/'],
    ['/traces?service=billing&start=1#chart', '/traces?service=billing&start=1#chart'],
    ['/a/../b', '/b'],
    ['/errors/%E2%82%AC', '/errors/%E2%82%AC'],
    ['/?next=//evil.example', '/?next=//evil.example'],
  ])('keeps the path %s', (asked, expected) => expect(returnPath(asked)).toBe(expected));

  it.each([
    undefined,
    '',
    'traces',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/%2E//evil.example',
    ' //evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\nLocation: https://evil.example',
    '/a b',
    '/\u0000',
    '/\u2028',
    '//user@evil.example',
    `/${'a'.repeat(1024)}`,
    ['/a'],
  ])('sends to the start page for %j', (asked) => expect(returnPath(asked)).toBe('/'));
});
