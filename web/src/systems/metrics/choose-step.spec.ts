import { chooseStep } from './choose-step.js';

const HOUR = 3_600_000;

describe('chooseStep', () => {
  it.each([
    { span: HOUR / 4, most: 120, step: 30 },
    { span: HOUR, most: 120, step: 30 },
    { span: HOUR, most: 60, step: 60 },
    { span: 24 * HOUR, most: 120, step: 900 },
    { span: 30 * 24 * HOUR, most: 120, step: 21_600 },
    { span: 3650 * 24 * HOUR, most: 120, step: 31 * 86_400 },
  ])('gives $step s for $span ms', ({ span, most, step }) => {
    expect(chooseStep(span, most)).toBe(step);
  });

  it('is never shorter than asked', () => {
    expect(chooseStep(60_000, 100, 60)).toBe(60);
  });
});
