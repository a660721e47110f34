import { differences, flatten } from './difference.js';

describe('what an act made of a thing', () => {
  it('is told member by member, also within things', () => {
    expect(
      differences(
        { name: 'CPU', threshold: 80, labels: { team: 'a', old: true }, channels: ['email'] },
        { name: 'CPU', threshold: 90, labels: { team: 'b', new: null }, channels: ['email', 'sms'] },
      ),
    ).toEqual([
      { path: 'name', kind: 'same', before: 'CPU', after: 'CPU' },
      { path: 'threshold', kind: 'changed', before: '80', after: '90' },
      { path: 'labels.team', kind: 'changed', before: 'a', after: 'b' },
      { path: 'labels.old', kind: 'removed', before: 'true', after: undefined },
      { path: 'channels', kind: 'changed', before: '["email"]', after: '["email","sms"]' },
      { path: 'labels.new', kind: 'added', before: undefined, after: 'null' },
    ]);
  });

  it('is all new of a thing that was made, and nothing of none', () => {
    expect(differences(null, { name: '' })).toEqual([{ path: 'name', kind: 'added', before: undefined, after: '""' }]);
    expect(differences({ name: 'x' }, null)[0]).toMatchObject({ kind: 'removed' });
    expect(differences(null, null)).toEqual([]);
  });

  it('goes no deeper than a few levels', () => {
    expect([...flatten({ a: { b: { c: { d: { e: 1 } } } } })]).toEqual([['a.b.c.d', '{"e":1}']]);
  });
});
