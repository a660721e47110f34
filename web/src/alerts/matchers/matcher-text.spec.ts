import type { Matcher } from '../alert.js';
import { parseMatchers, printMatchers } from './matcher-text.js';

const matcher = (tag: string, operator: Matcher['operator'], value: string): Matcher => ({ tag, operator, value });

describe('matchers as text', () => {
  it.each<[Matcher[], string]>([
    [[], ''],
    [[matcher('service', '=', 'billing')], 'service=billing'],
    [[matcher('host', '=~', 'web-.*'), matcher('name', '!=', 'High CPU Usage')], 'host=~web-.*, name!=High CPU Usage'],
    [[matcher('name', '=', 'a, b')], 'name="a, b"'],
    [[matcher('name', '=', 'say "no"')], 'name="say \\"no\\""'],
    [[matcher('path', '=~', '\\d+')], 'path=~\\d+'],
    [[matcher('team', '=', '')], 'team=""'],
    [[matcher('name', '=', '<img src=x onerror=alert(1)>')], 'name=<img src=x onerror=alert(1)>'],
  ])('%j is %p, both ways', (matchers, text) => {
    expect(printMatchers(matchers)).toBe(text);
    expect(parseMatchers(text)).toEqual(matchers);
  });

  it.each([
    ['{service="billing", host=~"web-.*"}', [matcher('service', '=', 'billing'), matcher('host', '=~', 'web-.*')]],
    [' service = billing ', [matcher('service', '=', 'billing')]],
  ])('reads %p as other products write it', (text, matchers) => {
    expect(parseMatchers(text)).toEqual(matchers);
  });

  it.each(['billing', '=billing', 'service="billing', 'service=billing" x'])('%p is none', (text) => {
    expect(parseMatchers(text)).toBeUndefined();
  });
});
