import { deviceFamilyOf } from './device-family.js';

describe('deviceFamilyOf', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      'chrome windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
      'edge windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
      'chrome android',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
      'samsung android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'safari ios',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'firefox linux'],
    ['okhttp/4.12.0', 'okhttp other'],
    ['curl/8.5.0', 'curl other'],
    ['python-requests/2.32.3', 'python-requests other'],
    ['', 'other other'],
    ['\u0000"😀', 'other other'],
  ])('%j is %s', (userAgent, family) => {
    expect(deviceFamilyOf(userAgent)).toBe(family);
  });

  it('is short, and the same after an update', () => {
    expect(deviceFamilyOf('x'.repeat(65_536)).length).toBeLessThan(40);
    expect(deviceFamilyOf('okhttp/5.0.0')).toBe(deviceFamilyOf('okhttp/4.12.0'));
  });
});
