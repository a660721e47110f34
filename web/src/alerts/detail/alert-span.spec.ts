import { spanAround } from './alert-span.js';

const NOW = Date.parse('2026-11-28T06:00:00Z');
const at = (text: string) => Date.parse(`2026-11-28T${text}Z`);

describe('the span around an alert', () => {
  it.each([
    ['05:58:30', null, { last: '32m' }],
    ['02:00:00', null, { last: '360m' }],
    ['02:00:00', '02:10:00', { from: at('01:30:00'), to: at('02:25:00') }],
    ['02:00:00', '04:00:00', { from: at('01:00:00'), to: at('04:30:00') }],
    ['05:50:00', '05:55:00', { from: at('05:20:00'), to: NOW }],
  ])('from %p to %p is %j', (started, resolved, expected) => {
    const alert = {
      started_at: `2026-11-28T${started}Z`,
      resolved_at: resolved === null ? null : `2026-11-28T${resolved}Z`,
    };
    expect(spanAround(alert, NOW)).toEqual(expected);
  });
});
