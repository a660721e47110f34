import type { Silence } from '../alert.js';
import { localMoment } from '../form/local-moment.js';
import { extendSilence, newSilence, prolong, silenceRequest } from './silence-draft.js';

const NOW = Date.parse('2026-11-28T03:00:00Z');
const matcher = { tag: 'service', operator: '=', value: 'billing' } as const;

describe('a silence', () => {
  it('lasts for two hours from now unless somebody says otherwise', () => {
    expect(silenceRequest({ ...newSilence([matcher]), comment: ' moving ' }, NOW)).toEqual({
      matchers: [matcher],
      comment: 'moving',
      starts_at: undefined,
      ends_at: '2026-11-28T05:00:00.000Z',
    });
  });

  it('lasts for its length from its beginning', () => {
    const starts = localMoment(NOW + 3_600_000);
    expect(silenceRequest({ ...newSilence([matcher]), starts, length: '1d' }, NOW)).toMatchObject({
      starts_at: '2026-11-28T04:00:00.000Z',
      ends_at: '2026-11-29T04:00:00.000Z',
    });
  });

  it('lasts up to the moment that was given', () => {
    const draft = { ...newSilence([]), length: '', ends: localMoment(NOW + 60_000) };
    expect(silenceRequest(draft, NOW).ends_at).toBe('2026-11-28T03:01:00.000Z');
    expect(silenceRequest({ ...draft, ends: '' }, NOW).ends_at).toBe('');
  });

  it('begins with an empty row, and is extended by one in its place', () => {
    expect(newSilence([]).matchers).toEqual([{ tag: '', operator: '=', value: '' }]);
    const silence = { silence_id: 's', matchers: [matcher], comment: 'moving' } as never;
    expect(extendSilence(silence)).toMatchObject({ matchers: [matcher], comment: 'moving', replaces: 's' });
  });

  it('is prolonged from its own end, and begins when it would have', () => {
    const [before, later, end] = ['2026-11-28T01:00:00Z', '2026-11-28T04:00:00Z', '2026-11-28T05:00:00Z'];
    const silence = { matchers: [matcher], comment: 'moving', starts_at: before, ends_at: end } as never as Silence;
    expect(prolong(silence, 3_600_000, NOW)).toEqual({
      matchers: [matcher],
      comment: 'moving',
      starts_at: undefined,
      ends_at: '2026-11-28T06:00:00.000Z',
    });
    expect(prolong({ ...silence, starts_at: later }, 0, NOW).starts_at).toBe(later);
  });
});
