import { formatPercent } from '../../format/number.js';
import type { AlertDetail } from '../alert.js';
import { attemptLine, timelineOf } from './tell-alert.js';

const attempt = {
  attempt: 1,
  started_at: '2026-11-28T03:05:01Z',
  duration_ms: 12,
  outcome: 'failed',
  status_code: 503,
  response: 'try later',
  error: 'HTTP 503',
} as const;
const event = (at: string, kind: string, rest: object = {}) => ({
  at,
  kind,
  value: null,
  actor: null,
  comment: null,
  ...rest,
});
const notification = (created_at: string, status: string, told = 'firing') => ({
  notification_id: `n ${created_at}`,
  event: told,
  channel: 'webhook',
  status,
  created_at,
  attempts: [attempt],
});
const spelled = (text: string) => text.replaceAll('\u00a0', ' ');

describe('what happened to an alert', () => {
  it('is told from the last back, what people were told after the change that it is about', () => {
    const alert = {
      history: [
        event('2026-11-28T03:00:00Z', 'pending', { value: 6 }),
        event('2026-11-28T03:05:00Z', 'firing', { value: 12.5 }),
        event('2026-11-28T03:05:00Z', 'suppressed', { comment: 'maintenance_window: Backups run.' }),
        event('2026-11-28T03:07:00Z', 'acknowledged', { actor: 'tendai', comment: 'Looking.' }),
        event('2026-11-28T03:09:00Z', 'heard_of_in_a_later_version'),
      ],
      notifications: [notification('2026-11-28T03:05:00Z', 'failed'), notification('2026-11-28T03:08:00Z', 'skipped')],
    } as unknown as AlertDetail;
    const told = timelineOf(alert, formatPercent).map(({ title, comment }) => [spelled(title), comment]);
    expect(told).toEqual([
      ['heard_of_in_a_later_version', undefined],
      ['webhook was not told', undefined],
      ['Acknowledged by tendai', 'Looking.'],
      ['webhook could not be told that it fires', undefined],
      ['Nobody is told', 'In maintenance: Backups run.'],
      ['Fires: 12.5 %', undefined],
      ['The condition holds: 6 %', undefined],
    ]);
  });

  it('tells of each attempt what came back', () => {
    expect(attemptLine(attempt)).toEqual({
      attempt: 1,
      at: '2026-11-28T03:05:01Z',
      isGood: false,
      outcome: 'failed, status 503, 12 ms, HTTP 503, “try later”',
    });
    const sent = { ...attempt, outcome: 'delivered', response: null, error: null, status_code: 204 } as const;
    expect(attemptLine(sent)).toMatchObject({ isGood: true, outcome: 'delivered, status 204, 12 ms' });
  });
});
