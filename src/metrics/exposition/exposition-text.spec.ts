import { exposedName, familyText, labelText } from './exposition-text.js';

describe('exposition text', () => {
  it.each([
    ['http_requests_total', 'http_requests_total'],
    ['api.response-time/p', 'api_response_time_p'],
    ['2xx', '_2xx'],
    ['größe', 'gr__e'],
  ])('exposes the name %s as %s', (name, expected) => {
    expect(exposedName(name)).toBe(expected);
  });

  it.each([
    [{}, ''],
    [{ empty: '' }, ''],
    [{ method: 'GET', endpoint: '/api/v1/students' }, '{endpoint="/api/v1/students",method="GET"}'],
    [{ a: 'back\\slash "quote"\nbreak' }, '{a="back\\\\slash \\"quote\\"\\nbreak"}'],
    [{ 'k8s.pod': 'x', k8s_pod: 'y' }, '{k8s_pod="x;y"}'],
    [{ 'a:b': 'ü 🙂' }, '{a_b="ü 🙂"}'],
  ])('writes labels %j as %s', (tags, expected) => {
    expect(labelText(tags as Record<string, string>)).toBe(expected);
  });

  it('writes a family with every kind of number', () => {
    const values = [0, -0, 1247, 0.1, 1e21, 5e-324, Infinity, -Infinity, Number.NaN];
    const lines = values.map((value, i) => ({ labels: `{i="${i}"}`, value }));
    const text = familyText({ name: 'x', type: 'gauge', help: 'two\nlines \\', lines });
    expect(text.split('\n')).toEqual([
      '# HELP x two\\nlines \\\\',
      '# TYPE x gauge',
      'x{i="0"} 0',
      'x{i="1"} 0',
      'x{i="2"} 1247',
      'x{i="3"} 0.1',
      'x{i="4"} 1e+21',
      'x{i="5"} 5e-324',
      'x{i="6"} +Inf',
      'x{i="7"} -Inf',
      'x{i="8"} NaN',
      '',
    ]);
  });
});
