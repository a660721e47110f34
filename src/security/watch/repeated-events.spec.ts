import type { SecurityOccurrence } from '../security-event.recorder.js';
import { RepeatedEvents } from './repeated-events.js';

const event = (changes: Partial<SecurityOccurrence> = {}): SecurityOccurrence => ({
  eventType: 'xss_attempt',
  severity: 'warning',
  service: 'students',
  ipAddress: '203.0.113.7',
  ...changes,
});

describe('RepeatedEvents', () => {
  it('tells the first of a kind at once, and the others together', () => {
    const events = new RepeatedEvents();
    expect(events.take(event(), 0)).toEqual(event());
    for (let i = 1; i <= 5; i++) expect(events.take(event({ description: `${i}` }), i)).toBeUndefined();
    expect(events.take(event({ additionalData: { count: 3, score: 5 }, description: 'last' }), 59_000)).toBeUndefined();
    expect(events.release(59_999)).toEqual([]);
    expect(events.release(60_000)).toEqual([event({ additionalData: { count: 8, score: 5 }, description: 'last' })]);
    expect(events.release(60_000)).toEqual([]);
    expect(events.take(event(), 60_001)).toEqual(event());
  });

  it('says nothing more of what came once', () => {
    const events = new RepeatedEvents();
    events.take(event(), 0);
    expect(events.release(100_000)).toEqual([]);
  });

  it.each([
    { eventType: 'ssrf_attempt' },
    { service: 'fees' },
    { endpoint: 'GET /x' },
    { ipAddress: '203.0.113.8' },
    { userId: 'u1' },
  ])('takes %j for another kind', (change) => {
    const events = new RepeatedEvents();
    events.take(event(), 0);
    expect(events.take(event(change), 1)).toEqual(event(change));
  });

  it('is bounded, whoever sends what', () => {
    const events = new RepeatedEvents();
    let told = 0;
    for (let i = 0; i < 20_000; i++) if (events.take(event({ ipAddress: `${i}` }), i / 1000)) told++;
    expect(told).toBe(5_001);
    expect(events.release(100_000).map(({ additionalData }) => additionalData)).toEqual([{ count: 14_999 }]);
  });
});
