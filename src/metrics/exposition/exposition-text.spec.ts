import type { ExpositionFormat } from './exposition-format.js';
import { type ExposedFamily, type ExposedLine, exposedName, familyTexts, labelText } from './exposition-text.js';

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

  const family = (given: Partial<ExposedFamily>, lines: ExposedLine[]): ExposedFamily => ({
    name: 'x',
    type: 'gauge',
    unit: null,
    help: 'two\n"lines" \\',
    groups: () => [lines],
    ...given,
  });
  const written = (given: ExposedFamily, format: ExpositionFormat) =>
    [...familyTexts(given, format)].join('').split('\n');

  it('writes a family with every kind of number', () => {
    const values = [0, -0, 1247, 0.1, 1e21, 5e-324, Infinity, -Infinity, Number.NaN];
    const lines = values.map((value, i) => ({ labels: `{i="${i}"}`, value }));
    expect(written(family({}, lines), 'text')).toEqual([
      '# HELP x two\\n"lines" \\\\',
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

  it.each<[string, Partial<ExposedFamily>, ExpositionFormat, string[]]>([
    ['a counter in text', { type: 'counter' }, 'text', ['# HELP x_total two\\n"lines" \\\\', '# TYPE x_total counter']],
    [
      'a counter in OpenMetrics',
      { type: 'counter' },
      'openmetrics',
      ['# HELP x two\\n\\"lines\\" \\\\', '# TYPE x counter'],
    ],
    ['untyped', { type: 'untyped', help: 'h' }, 'text', ['# HELP x h', '# TYPE x untyped']],
    ['unknown', { type: 'untyped', help: 'h' }, 'openmetrics', ['# HELP x h', '# TYPE x unknown']],
    [
      'a unit that ends the name',
      { name: 'x_bytes', unit: 'bytes', help: 'h' },
      'openmetrics',
      ['# HELP x_bytes h', '# TYPE x_bytes gauge', '# UNIT x_bytes bytes'],
    ],
    [
      'a unit in text',
      { name: 'x_bytes', unit: 'bytes', help: 'h' },
      'text',
      ['# HELP x_bytes h', '# TYPE x_bytes gauge'],
    ],
    ['another unit', { unit: 'ms', help: 'h' }, 'openmetrics', ['# HELP x h', '# TYPE x gauge']],
  ])('writes the head of %s', (_, given, format, expected) => {
    expect(written(family(given, []), format)).toEqual([...expected, '']);
  });
});
