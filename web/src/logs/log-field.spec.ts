import { fieldsOf, fieldText, filterFor, type LogRecord } from './log-field.js';

const RECORD: LogRecord = {
  log_id: '01',
  timestamp: '2026-11-23T22:15:00.000Z',
  level: 'warn',
  message: 'slow',
  service: 'billing',
  logger: null,
  host: 'billing-7d9f',
  environment: null,
  request_id: null,
  trace_id: '4bf9',
  span_id: null,
  user_id: null,
  event_name: null,
  resource_id: null,
  attributes: { payment: 4711, cached: false, text: 'a b', 'a:b': 1, host: 'other', nested: { a: [1] }, none: null },
};

describe('the fields of a record', () => {
  it('are those it has, and each tells how it can be filtered by', () => {
    expect(fieldsOf(RECORD).map(({ key, text, filter }) => [key, text, filter])).toEqual([
      ['service', 'billing', 'field'],
      ['level', 'warn', 'field'],
      ['trace_id', '4bf9', 'field'],
      ['host', 'billing-7d9f', undefined],
      ['log_id', '01', undefined],
      ['attributes.payment', '4711', 'attribute'],
      ['attributes.cached', 'false', 'attribute'],
      ['attributes.text', 'a b', 'attribute'],
      ['attributes.a:b', '1', undefined],
      ['attributes.host', 'other', 'attribute'],
      ['attributes.nested', '{\n  "a": [\n    1\n  ]\n}', undefined],
      ['attributes.none', 'null', undefined],
    ]);
    expect(fieldsOf({ ...RECORD, attributes: null })).toHaveLength(5);
  });

  it.each([
    ['host', 'billing-7d9f'],
    ['attributes.host', 'other'],
    ['attributes.toString', ''],
    ['constructor', ''],
    ['logger', ''],
  ])('%p is %p', (key, expected) => {
    expect(fieldText(RECORD, key)).toBe(expected);
  });

  it('narrow down what is shown', () => {
    const field = (key: string) => fieldsOf(RECORD).find((one) => one.key === key)!;
    expect(filterFor({ service: 'x' }, field('service'))).toEqual({ service: 'billing' });
    expect(filterFor({ exclude: ['payment:4711'] }, field('attributes.payment'))).toEqual({
      attribute: ['payment:4711'],
      exclude: undefined,
    });
  });
});
