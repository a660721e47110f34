import { TroubleLog } from './trouble-log.js';

describe('TroubleLog', () => {
  it('lets one line a minute through, and says how many it held back', () => {
    let now = 0;
    const lines: string[] = [];
    const sink = { log: (line: string) => lines.push(line), warn: (line: string) => lines.push(`! ${line}`) };
    const log = new TroubleLog(sink, () => now);
    for (const signal of ['metrics', 'errors', 'traces']) log.warn(`${signal} are kept`);
    log.log('metrics are sent again');
    now = 59_000;
    log.warn('logs are kept');
    now = 61_000;
    log.warn('9 logs lost');
    expect(lines).toEqual([
      '! metrics are kept',
      'metrics are sent again',
      '! 9 logs lost (and 3 more since the last of these lines)',
    ]);
  });
});
