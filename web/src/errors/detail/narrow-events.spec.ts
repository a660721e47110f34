import { breakdownsOf, says, tagTitle } from './narrow-events.js';

const EVENT = {
  release: '2.4.1',
  environment: 'production',
  endpoint: '/seats',
  user_id: 'u-1',
  tags: { school: 'harare', user: 'somebody else' },
};

describe('events narrowed down', () => {
  it.each([
    ['release', '2.4.1', true],
    ['release', '2.4', false],
    ['environment', 'production', true],
    ['endpoint', '/seats', true],
    ['user', 'u-1', true],
    ['user', 'somebody else', false],
    ['tag:user', 'somebody else', true],
    ['tag:school', 'harare', true],
    ['tag:constructor', 'x', false],
    ['school', 'harare', false],
  ])('by %s %s', (tag, value, expected) => {
    expect(says(EVENT, tag, value)).toBe(expected);
  });

  it('offer what the events say, fields before tags', () => {
    const some = [{ value: 'x', count: 1 }];
    const tags = { event_count: 1, complete: true, releases: [], environments: some, endpoints: [], users: some };
    const all = breakdownsOf({ ...tags, tags: [{ name: 'school', values: some }] });
    expect(all.map(({ tag, title }) => [tag, title])).toEqual([
      ['environment', 'Environment'],
      ['user', 'User'],
      ['tag:school', 'school'],
    ]);
    expect(tagTitle('tag:school')).toBe('school');
  });
});
