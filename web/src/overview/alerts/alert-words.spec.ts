import type { Alert } from '../../api/alert.js';
import { conditionInWords } from './condition.js';
import { safeRunbook } from './runbook.js';

function alert(changes: Partial<Alert>): Alert {
  return {
    alert_id: 'a',
    name: 'High CPU Usage',
    severity: 'warning',
    status: 'firing',
    started_at: '2026-11-23T03:00:00Z',
    ...changes,
  } as Alert;
}

describe('an alert in words', () => {
  it.each<[object, string | undefined]>([
    [{ value: 97.24, condition: 'gt', threshold: 95 }, 'Measured 97.2, fires above 95'],
    [{ value: 0, condition: 'lt', threshold: 1 }, 'Measured 0, fires below 1'],
    [{ value: 2, condition: 'unheard-of', threshold: 1 }, 'Measured 2, fires unheard-of 1'],
    [{ value: 3 }, 'Measured 3'],
    [{ value: null, condition: 'gt', threshold: 1 }, undefined],
  ])('%p says %p', (changes, expected) => {
    expect(conditionInWords(alert(changes))).toBe(expected);
  });

  it.each([
    ['https://wiki.oneclass.ac.zw/runbooks/cpu', 'https://wiki.oneclass.ac.zw/runbooks/cpu'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,hello', undefined],
    ['not an address', undefined],
    [null, undefined],
  ])('links the runbook %p to %p', (address, expected) => {
    expect(safeRunbook(address)).toBe(expected);
  });
});
