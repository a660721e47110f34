import { actOf } from './act-of.js';

const facts = { actor: 'teacher-17', action: 'grade.changed', targetType: 'grade' };

describe('actOf', () => {
  it('keeps what things were when it happened', () => {
    const grade = { mark: 54, at: new Date(0) };
    const { act, textBytes } = actOf({ ...facts, before: grade, after: { mark: 64 }, details: null });
    grade.mark = 1;
    expect(act).toEqual({
      ...facts,
      before: { mark: 54, at: '1970-01-01T00:00:00.000Z' },
      after: { mark: 64 },
      details: undefined,
    });
    expect(textBytes).toBeGreaterThan(40);
  });

  it('puts an act on record whose things have no JSON', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const { act } = actOf({ ...facts, before: circle, after: { mark: 1n }, details: { reason: 'marked again' } });
    expect(act).toMatchObject({
      ...facts,
      before: { unreadable: expect.stringContaining('circular') },
      after: { unreadable: expect.stringContaining('BigInt') },
      details: { reason: 'marked again' },
    });
  });
});
