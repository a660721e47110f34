import { spellOut, wordsOfType } from './words.js';

describe('names of the API', () => {
  it.each([
    ['sql_injection_attempt', 'SQL injection'],
    ['authentication_failure', 'Failed login'],
    ['certificate_hunt', 'Certificate hunt'],
    ['constructor', 'Constructor'],
    ['<b>', '<b>'],
    ['_', '_'],
  ])('the type %s is said as %s', (type, words) => {
    expect(wordsOfType(type)).toBe(words);
  });

  it('of acts are thing and participle', () => {
    expect(spellOut('security_decision.lifted')).toBe('Security decision lifted');
  });
});
