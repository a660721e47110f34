import fc from 'fast-check';
import { evaluateRule, type OpenState, type RuleTerms } from './evaluate-rule.js';

interface Tick {
  value: number | undefined;
  afterMs: number;
}

const ticks = fc.array(
  fc.record({
    value: fc.option(fc.constantFrom(0, 100), { nil: undefined }),
    afterMs: fc.integer({ min: 1, max: 60_000 }),
  }),
  { maxLength: 120 },
);
const someTerms = fc.record({
  condition: fc.constant('gt' as const),
  threshold: fc.constant(50),
  durationMs: fc.integer({ min: 0, max: 300_000 }),
  cooldownMs: fc.integer({ min: 0, max: 600_000 }),
  missingData: fc.constantFrom('keep' as const, 'resolve' as const),
  longestStepMs: fc.constant(30_000),
});

/** Lives through the ticks as the service does. @returns what was told, and when */
function live(terms: RuleTerms, course: readonly Tick[]): { event: 'firing' | 'resolved'; at: number }[] {
  const told: { event: 'firing' | 'resolved'; at: number }[] = [];
  let open: OpenState | undefined;
  let lastNotifiedAt: number | null = null;
  let now = 0;
  for (const { value, afterMs } of course) {
    now += afterMs;
    const verdict = evaluateRule(terms, open, value, now, lastNotifiedAt);
    if (verdict.notify) told.push({ event: verdict.notify, at: now });
    if (verdict.notify === 'firing') lastNotifiedAt = now;
    const { status, heldMs, missingSince } = verdict;
    open =
      status === 'pending' || status === 'firing'
        ? {
            status,
            heldMs,
            missingSince,
            evaluatedAt: now,
            notifiedAt: verdict.notify ? now : (open?.notifiedAt ?? null),
          }
        : undefined;
  }
  return told;
}

describe('evaluateRule, whatever happens', () => {
  it('tells of beginnings and ends by turns, a beginning first', () => {
    fc.assert(
      fc.property(someTerms, ticks, (terms, course) => {
        live(terms, course).forEach(({ event }, index) => {
          expect(event).toBe(index % 2 === 0 ? 'firing' : 'resolved');
        });
      }),
    );
  });

  it('never tells of two beginnings within the cooldown', () => {
    fc.assert(
      fc.property(someTerms, ticks, (terms, course) => {
        const beginnings = live(terms, course).filter(({ event }) => event === 'firing');
        for (let i = 1; i < beginnings.length; i++) {
          expect(beginnings[i]!.at - beginnings[i - 1]!.at).toBeGreaterThanOrEqual(terms.cooldownMs);
        }
      }),
    );
  });

  it('never fires before the duration has passed since the first bad value', () => {
    fc.assert(
      fc.property(someTerms, ticks, (terms, course) => {
        const [first] = live(terms, course);
        if (!first) return;
        const index = course.findIndex(({ value }) => value === 100);
        const firstBad = course.slice(0, index + 1).reduce((at, { afterMs }) => at + afterMs, 0);
        expect(first.at - firstBad).toBeGreaterThanOrEqual(terms.durationMs);
      }),
    );
  });
});
