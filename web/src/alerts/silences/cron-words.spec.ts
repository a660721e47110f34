import { cronInWords, minutesInWords } from './cron-words.js';

describe('when a maintenance window begins', () => {
  it.each([
    ['0 3 * * *', 'every day at 03:00'],
    ['30 22 * * 6', 'Saturdays at 22:30'],
    ['0 3 * * 1,4', 'Mondays and Thursdays at 03:00'],
    ['0 3 * * 1-5', 'Monday to Friday at 03:00'],
    ['5 * * * *', 'every hour at :05'],
    ['0 4 1 * *', 'on day 1 of each month at 04:00'],
    ['*/5 3 * * *', '*/5 3 * * *'],
    ['0 3 1 * 6', '0 3 1 * 6'],
    ['0 3 * 6 *', '0 3 * 6 *'],
    ['0 3 * * MON', '0 3 * * MON'],
    ['0 0 3 * * 6', '0 0 3 * * 6'],
    ['nonsense', 'nonsense'],
  ])('%p is %p', (cron, words) => {
    expect(cronInWords(cron)).toBe(words);
  });
});

describe('minutes', () => {
  it.each([
    [0, '0 min'],
    [45, '45 min'],
    [120, '2 h'],
    [90, '1 h 30 min'],
    [4320, '3 d'],
    [0.5, '0.5 min'],
  ])('%p are said as %p', (minutes, words) => {
    expect(minutesInWords(minutes)).toBe(words);
  });
});
