import { historyWords } from './history-words.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');

describe('the history of an error group', () => {
  it.each([
    ['resolved', {}, 'resolved it'],
    ['resolved', { release: '2.4.1' }, 'resolved it in 2.4.1'],
    ['ignored', {}, 'ignored it'],
    ['ignored', { events: 100, users: 5 }, 'ignored it for 100 more events, for 5 more users'],
    ['assigned', { assignee: 'ada' }, 'assigned it to ada'],
    ['assigned', { assignee: null }, 'assigned it to nobody'],
    ['merged', { group_ids: ['a', 'b'] }, 'merged 2 other groups into it'],
    ['merged', { into: 'a' }, 'merged it into another group'],
    ['unmerged', { from: 'a' }, 'took it out of another group again'],
    ['unmerged', { group_id: 'a' }, 'took a merged group out again'],
    ['regressed', {}, 'came back after it had been resolved'],
    ['something new', { with: ['odd', 1] }, 'something new'],
    ['resolved', { release: { not: 'a text' } }, 'resolved it'],
  ])('tells %s %j', (kind, details, words) => {
    expect(historyWords({ kind, details }, NOW)).toBe(words);
  });

  it('tells until when it is ignored', () => {
    const words = historyWords({ kind: 'ignored', details: { until: '2026-12-01T00:00:00Z' } }, NOW);
    expect(words).toMatch(/^ignored it until .*\d\d:\d\d/);
  });
});
