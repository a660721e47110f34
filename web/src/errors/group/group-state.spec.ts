import { stateOf } from './group-state.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const GROUP = {
  status: 'unresolved' as const,
  is_new: false,
  is_escalating: false,
  escalating_since: null,
  regressed_at: null,
  resolved_in_release: null,
  ignored_until: null,
  ignored_until_count: null,
  ignored_until_user_count: null,
  event_count: 40,
  user_count: 4,
};

describe('the state of an error group', () => {
  it.each([
    ['nothing special', {}, 'Ongoing', undefined],
    ['its first day', { is_new: true }, 'New', undefined],
    ['back again on its first day', { is_new: true, regressed_at: '2026-11-28T11:00:00Z' }, 'Regressed', /^at /],
    ['more than usual', { is_escalating: true, regressed_at: '2026-11-28T11:00:00Z' }, 'Escalating', undefined],
    ['more since', { is_escalating: true, escalating_since: '2026-11-28T11:00:00Z' }, 'Escalating', /^since /],
    ['resolved', { status: 'resolved' as const }, 'Resolved', undefined],
    ['resolved in', { status: 'resolved' as const, resolved_in_release: '2.4.1' }, 'Resolved', /^in 2\.4\.1$/],
    ['ignored', { status: 'ignored' as const, is_new: true }, 'Ignored', undefined],
    [
      'ignored for a while',
      { status: 'ignored' as const, ignored_until_count: 100, ignored_until_user_count: 3 },
      'Ignored',
      /^until 60 more events or 0 more users$/,
    ],
  ])('with %s', (_, change, word, detail) => {
    const state = stateOf({ ...GROUP, ...change }, NOW);
    expect(state.word).toBe(word);
    if (detail === undefined) expect(state.detail).toBeUndefined();
    else expect(state.detail).toMatch(detail);
  });
});
