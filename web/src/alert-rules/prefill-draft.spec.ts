import { prefillDraft, readTags } from './prefill-draft.js';
import { tagFilter } from './preview/value-question.js';

describe('a new rule from a link', () => {
  it('is about what the link asks', () => {
    expect(
      prefillDraft({
        metric_name: 'latency',
        aggregation: 'p95',
        tags: 'service=a,status=~5..',
        group_by: 'service, route,',
      }),
    ).toMatchObject({
      metric_name: 'latency',
      aggregation: 'p95',
      matchers: [
        { tag: 'service', operator: '=', value: 'a' },
        { tag: 'status', operator: '=~', value: '5..' },
      ],
      group_by: ['service', 'route'],
    });
  });

  it('begins with the defaults where the link says nothing', () => {
    expect(prefillDraft({})).toMatchObject({ metric_name: '', aggregation: 'avg', matchers: [], group_by: [] });
  });

  it('is of the kind that the link names', () => {
    expect(prefillDraft({ kind: 'error_groups', tags: 'error_group_id=7' })).toMatchObject({
      method: { type: 'error_groups' },
      matchers: [{ tag: 'error_group_id', operator: '=', value: '7' }],
    });
    expect(prefillDraft({ kind: 'security' })).toMatchObject({ group_by: ['service', 'event_type'] });
  });

  it.each([
    ['', []],
    ['{"service":"a"}', [{ tag: 'service', operator: '=', value: 'a' }]],
    ['{"service":', []],
    ['= nonsense', []],
    ['a=1,!!', [{ tag: 'a', operator: '=', value: '1' }]],
  ])('reads the tags %j', (text, matchers) => expect(readTags(text)).toEqual(matchers));

  it('reads what charts write', () => {
    const matchers = [
      { tag: 'a', operator: '=', value: 'say "\\d", twice' },
      { tag: 'b', operator: '!~', value: 'x|y' },
    ] as const;
    expect(readTags(tagFilter(matchers)!)).toEqual(matchers);
  });
});
