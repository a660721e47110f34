import { backtestInWords, firingRows, mergedSpans, spellTags } from './firing-spans.js';

const at = (minute: number) => Date.UTC(2026, 10, 28, 4, minute);
const iso = (minute: number) => new Date(at(minute)).toISOString();
const shown = { from: at(0), to: at(60) };
const billing = { service: 'billing' };
const students = { service: 'students' };

describe('firing spans', () => {
  it('are cut to what is shown, by group, the longest first', () => {
    const rows = firingRows(
      [
        { tags: students, fired_at: iso(50), resolved_at: null },
        { tags: billing, fired_at: iso(30), resolved_at: iso(45) },
        { tags: billing, fired_at: iso(-10), resolved_at: iso(5) },
        { tags: students, fired_at: iso(-30), resolved_at: iso(-20) },
      ],
      shown,
    );
    expect(rows).toEqual([
      {
        label: 'service billing',
        spans: [
          { from: at(0), to: at(5), isOpen: false },
          { from: at(30), to: at(45), isOpen: false },
        ],
      },
      { label: 'service students', spans: [{ from: at(50), to: at(60), isOpen: true }] },
    ]);
  });

  it('melt together where they overlap', () => {
    const rows = firingRows(
      [
        { tags: billing, fired_at: iso(10), resolved_at: iso(20) },
        { tags: students, fired_at: iso(15), resolved_at: iso(25) },
        { tags: students, fired_at: iso(40), resolved_at: iso(41) },
      ],
      shown,
    );
    expect(mergedSpans(rows)).toEqual([
      { from: at(10), to: at(25) },
      { from: at(40), to: at(41) },
    ]);
  });

  it('spell tags, empty ones too', () => expect(spellTags({ service: 'a', host: '' })).toBe('service a, host –'));
});

describe('a backtest in words', () => {
  const found = { fired: 0, firing_seconds: 0, pending_only: 0, evaluations: 10, evaluations_without_data: 0 };

  it.each([
    [{}, 'Would not have fired in the last 24 hours.'],
    [{ fired: 1, firing_seconds: 60 }, 'Would have fired once in the last 24 hours, for 1 min in all.'],
    [{ fired: 3, firing_seconds: 720 }, 'Would have fired 3 times in the last 24 hours, for 12 min in all.'],
    [
      { pending_only: 2 },
      'Would not have fired in the last 24 hours. 2 more would have been pending and ended before.',
    ],
    [{ evaluations_without_data: 10 }, 'No data in the last 24 hours: it would have had nothing to judge.'],
  ])('%j: %s', (figures, words) => {
    expect(backtestInWords({ ...found, ...figures }, 'the last 24 hours').replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('counts silence that fires', () => {
    const silent = { ...found, fired: 1, firing_seconds: 60, evaluations_without_data: 10 };
    expect(backtestInWords(silent, 'the last hour')).toMatch(/^Would have fired once/);
  });
});
