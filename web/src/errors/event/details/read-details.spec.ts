import { readDetails } from './read-details.js';

describe('the details of an event', () => {
  it('of a Sentry SDK come in the order in which they help', () => {
    const sections = readDetails({
      sdk: { name: 'sentry.javascript.browser', version: '10.0.0' },
      modules: { pg: '8.0.0' },
      contexts: {
        trace: { trace_id: 'a' },
        os: { name: 'Windows', version: '11', type: 'os' },
        my_school: { seats: 30 },
        browser: { name: 'Firefox' },
        odd: 'no object',
      },
      platform: 'javascript',
      user: { id: 'u-1', geo: { city: 'Harare' } },
      request: { method: 'POST', url: 'https://school.example/seats', 'User-Agent': 'Firefox' },
      breadcrumbs: [{ message: 'told elsewhere' }],
    });
    expect(sections.map(({ title }) => title)).toEqual([
      'Request',
      'User',
      'Additional data',
      'Browser',
      'Operating system',
      'My school',
      'SDK',
      'Modules',
    ]);
    expect(sections[1]!.facts).toEqual([
      ['id', 'u-1'],
      ['geo.city', 'Harare'],
    ]);
    expect(sections[4]!.facts).toEqual([
      ['name', 'Windows'],
      ['version', '11'],
    ]);
  });

  it('of anybody else are shown as they are', () => {
    const deep = { a: { b: { c: { d: 1 } } } };
    expect(readDetails({ attempt: 2, form: 'enrolment', list: [1, 2], nothing: null, deep })).toEqual([
      {
        title: 'Additional data',
        facts: [
          ['attempt', '2'],
          ['form', 'enrolment'],
          ['list', '[1,2]'],
          ['nothing', 'null'],
        ],
      },
      { title: 'deep', facts: [['a.b.c', '{"d":1}']] },
    ]);
  });

  it.each([[null], [undefined], ['text'], [[1]], [{}], [{ extra: {} }], [{ contexts: { a: {} } }]])(
    'are none in %j',
    (data) => {
      expect(readDetails(data)).toEqual([]);
    },
  );
});
