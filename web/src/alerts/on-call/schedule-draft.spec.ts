import { draftOf, newLayer, scheduleRequest } from './schedule-draft.js';

describe('a schedule that somebody writes', () => {
  it('begins with one layer of one person', () => {
    expect(draftOf(undefined, '2026-11-30', 'Africa/Harare')).toEqual({
      name: '',
      description: '',
      time_zone: 'Africa/Harare',
      layers: [newLayer('2026-11-30')],
    });
  });

  it('is sent as it was when nothing is changed', () => {
    const layers = [
      { ...newLayer('2026-11-30'), every: 2 as const, participants: [{ name: 'Tendai', channels: ['sms'] }] },
    ];
    const schedule = {
      name: 'operations',
      description: 'd',
      time_zone: 'UTC',
      layers,
      on_call: null,
      created_at: '',
      updated_at: '',
    };
    const draft = draftOf(schedule as never, '2026-12-01', 'Africa/Harare');
    expect(scheduleRequest(draft)).toEqual({ description: 'd', time_zone: 'UTC', layers });
  });

  it('sends figures, also of unfinished fields, so that the service finds fault with them', () => {
    const draft = { ...draftOf(undefined, '2026-11-30', 'UTC'), layers: [{ ...newLayer('2026-11-30'), every: '' }] };
    expect(scheduleRequest(draft).layers[0]!.every).toBe(0);
  });
});
