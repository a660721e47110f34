import type { Alert } from '../alert.js';
import { countInWords } from './count-in-words.js';

const alert = (status: Alert['status'], severity: Alert['severity']) => ({ status, severity });

describe('how many alerts are open', () => {
  it.each([
    [[], 'Nothing fires.'],
    [[alert('pending', 'critical')], 'Nothing fires. 1 pending.'],
    [
      [alert('firing', 'warning'), alert('firing', 'critical'), alert('firing', 'critical'), alert('pending', 'info')],
      '3 firing: 2 critical, 1 warning. 1 pending.',
    ],
  ])('%j is %p', (alerts, words) => {
    expect(countInWords(alerts)).toBe(words);
  });
});
