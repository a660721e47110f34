import fc from 'fast-check';
import { evaluateRule, FLAPPING_WINDOW_MS, type OpenState, type Reading, type RuleTerms } from './evaluate-rule.js';

interface Tick {
  reading: Reading;
  afterMs: number;
}

const ticks = fc.array(
  fc.record({
    reading: fc.constantFrom<Reading>(0, 45, 100, 'missing', 'silent', 'gone'),
    afterMs: fc.integer({ min: 1, max: 60_000 }),
  }),
  { maxLength: 120 },
);
const someTerms = fc.record({
  condition: fc.constant('gt' as const),
  threshold: fc.constant(50),
  resolveThreshold: fc.constantFrom(null, 40),
  keepFiringMs: fc.integer({ min: 0, max: 120_000 }),
  durationMs: fc.integer({ min: 0, max: 300_000 }),
  cooldownMs: fc.integer({ min: 0, max: 600_000 }),
  missingData: fc.constantFrom('keep' as const, 'resolve' as const, 'fire' as const),
  longestStepMs: fc.constant(30_000),
});

/** Lives through the ticks as the service does. @returns what was told, and when */
function live(terms: RuleTerms, course: readonly Tick[]): { event: 'firing' | 'resolved'; at: number }[] {
  const told: { event: 'firing' | 'resolved'; at: number }[] = [];
  let open: OpenState | undefined;
  let lastNotifiedAt: number | null = null;
  let firedAt: number[] = [];
  let now = 0;
  for (const { reading, afterMs } of course) {
    now += afterMs;
    firedAt = firedAt.filter((at) => at > now - FLAPPING_WINDOW_MS);
    const verdict = evaluateRule(terms, open, reading, now, { lastNotifiedAt, firings: firedAt.length });
    if (verdict.notify) told.push({ event: verdict.notify, at: now });
    if (verdict.notify === 'firing') lastNotifiedAt = now;
    if (verdict.status === 'firing' && open?.status !== 'firing') firedAt.push(now);
    const { status } = verdict;
    const notifiedAt = verdict.notify ? now : (open?.notifiedAt ?? null);
    const value = typeof reading === 'number' ? reading : (open?.value ?? null);
    open =
      status === 'pending' || status === 'firing'
        ? { ...verdict, status, value, evaluatedAt: now, notifiedAt }
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
        const index = course.findIndex(({ reading }) => reading === 100 || reading === 'silent');
        const firstBad = course.slice(0, index + 1).reduce((at, { afterMs }) => at + afterMs, 0);
        expect(first.at - firstBad).toBeGreaterThanOrEqual(terms.durationMs);
      }),
    );
  });
});
