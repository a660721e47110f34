import { parseSearch, writeSearch } from '../../app/search-params.js';
import { freeName, namesIn, type Question, readQuestions, writeQuestions } from './question.js';
import { questionSearch } from './question-search.js';

const question = (name: string, fields: Partial<Question> = {}): Question => ({
  name,
  groupBy: [],
  isHidden: false,
  ...fields,
});

/** There and back through the text of an address. */
function throughAddress(questions: readonly Question[]): Question[] {
  const search = parseSearch(writeSearch(writeQuestions(questions)));
  const also = search.also === undefined ? [] : [search.also].flat();
  return readQuestions(questionSearch(search), also);
}

describe('questions in an address', () => {
  it.each([
    ['one', [question('A', { metric: 'x' })]],
    [
      'everything',
      [
        question('A', {
          metric: 'a&b=c',
          aggregation: 'p99.9',
          tags: 'a="1,2",b!~x|y',
          groupBy: ['s', 't'],
          isHidden: true,
        }),
        question('C', { metric: 'ü <b>', rank: { order: 'bottom', count: 5 } }),
        question('B', { formula: '100 * A / C', rank: { order: 'top', count: 10 } }),
      ],
    ],
    ['one that is not the first', [question('B', { metric: 'x' })]],
    ['one that is still empty', [question('A')]],
    ['none', []],
  ])('come back: %s', (_, questions) => expect(throughAddress(questions)).toEqual(questions));

  it('are told apart by name whatever the address says', () => {
    const names = readQuestions({ metric: 'x', name: 'B' }, ['metric=y', 'metric=z&name=B', 'name=<b>']);
    expect(names.map(({ name }) => name)).toEqual(['B', 'A', 'C', 'D']);
  });

  it('drop what makes no sense', () => {
    const [read] = readQuestions(questionSearch({ metric: ['x', 'y'], top: '0', bottom: 'many', hide: 'no', tags: 5 }));
    expect(read).toEqual(question('A', { metric: 'x' }));
  });

  it('are no more than a request may hold', () => {
    expect(
      readQuestions(
        { metric: 'x' },
        Array.from({ length: 40 }, () => 'metric=y'),
      ),
    ).toHaveLength(20);
  });
});

it('the first letter that is free', () => {
  expect(freeName([])).toBe('A');
  expect(freeName([question('A'), question('C')])).toBe('B');
});

it('names in a formula', () => {
  expect(namesIn('100 * A / (A + B2) - 1e3')).toEqual(['A', 'B2']);
});
