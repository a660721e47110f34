import { jest } from '@jest/globals';
import { TroubleLog } from './trouble-log.js';

describe('TroubleLog', () => {
  it('lets one line a minute through, and says how many it held back', () => {
    jest.useFakeTimers();
    const lines: string[] = [];
    const log = new TroubleLog({ log: (line) => lines.push(line), warn: (line) => lines.push(`! ${line}`) });
    for (const signal of ['metrics', 'errors', 'traces']) log.warn(`${signal} are kept`);
    log.log('metrics are sent again');
    jest.advanceTimersByTime(59_000);
    log.warn('logs are kept');
    jest.advanceTimersByTime(2_000);
    log.warn('9 logs lost');
    jest.useRealTimers();
    expect(lines).toEqual([
      '! metrics are kept',
      'metrics are sent again',
      '! 9 logs lost (and 3 more since the last of these lines)',
    ]);
  });
});
