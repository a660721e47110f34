import type { Problem } from '../../../http/problem.js';
import { readRuleFile } from './read-rule-file.js';

function faultOf(text: string) {
  try {
    readRuleFile(text);
  } catch (fault) {
    return (fault as Problem).errors?.[0];
  }
  return undefined;
}

const bomb = Array.from({ length: 12 }, (_, i) => `- &a${i} [${i ? `*a${i - 1}, *a${i - 1}, *a${i - 1}` : '1'}]`);

describe('readRuleFile', () => {
  it('reads a list, or a map with the list', () => {
    expect(readRuleFile('- name: A\n- name: B\n')).toMatchObject([
      { path: '[0]', line: 1, value: { name: 'A' } },
      { path: '[1]', line: 2, value: { name: 'B' } },
    ]);
    expect(readRuleFile('rules:\n  - name: A\n')).toMatchObject([{ path: 'rules[0]', line: 2, value: { name: 'A' } }]);
  });

  it.each([
    ['text that is no YAML', 'rules:\n  - "a', { path: 'line 2, column 7' }],
    ['a key that stands twice', '- name: A\n  name: B\n', { path: 'line 2, column 3' }],
    ['the prototype', '- __proto__: { a: 1 }', { path: 'line 1, column 3' }],
    ['many documents', '- 1\n---\n- 2\n', { path: 'line 2, column 1' }],
    ['an alias bomb', bomb.join('\n'), { path: '' }],
    ['deep nesting', '['.repeat(100_000), {}],
    ['nothing', '', { path: 'rules' }],
    ['another key', 'groups: []', { path: 'groups' }],
    ['too many rules', '- 1\n'.repeat(2001), { path: 'rules' }],
  ])('refuses %s', (_, text, fault) => {
    expect(faultOf(text)).toMatchObject(fault);
  });
});
