import { readLogLevel } from './log-level.js';

describe('readLogLevel', () => {
  it.each([
    ['info', 'info'],
    ['INFO', 'info'],
    ['WARNING', 'warn'],
    ['Critical', 'fatal'],
    ['notice', 'info'],
    ['loud', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%j is %j', (name, level) => {
    expect(readLogLevel(name)).toBe(level);
  });
});
