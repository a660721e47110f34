import { localMoment, wireMoment } from './local-moment.js';

describe('a moment in a field', () => {
  it('is what was meant, there and back, in whatever zone', () => {
    const at = Date.parse('2026-11-28T14:02:00Z');
    expect(localMoment(at)).toMatch(/^2026-11-2[789]T\d\d:\d\d$/);
    expect(wireMoment(localMoment(at))).toBe('2026-11-28T14:02:00.000Z');
  });

  it('goes as it is when it is none', () => {
    expect(wireMoment('')).toBe('');
  });
});
