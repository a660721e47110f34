import { chooseFormat } from './exposition-format.js';

const PROMETHEUS_2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1';

describe('chooseFormat', () => {
  it.each([
    [undefined, 'text'],
    ['', 'text'],
    ['*/*', 'text'],
    [PROMETHEUS_2, 'openmetrics'],
    [PROMETHEUS_3, 'openmetrics'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text'],
    ['text/plain', 'text'],
    ['application/openmetrics-text', 'openmetrics'],
    ['Application/OpenMetrics-Text; Version="1.0.0"; Charset=utf-8', 'openmetrics'],
    ['application/openmetrics-text; version=0.0.1', 'text'],
    ['application/openmetrics-text; version=2.0.0', 'text'],
    ['application/openmetrics-text, text/plain', 'text'],
    ['application/openmetrics-text;q=0.4, text/plain;q=0.5', 'text'],
    ['application/openmetrics-text; q=0.5, text/plain; q=0.4', 'openmetrics'],
    ['text/plain;q=0, */*', 'openmetrics'],
    ['application/openmetrics-text;q=0, */*', 'text'],
    ['*/*;q=0.9, application/openmetrics-text;version=1.0.0;q=0.2', 'text'],
    ['text/*;q=0.2, application/*;q=0.3', 'openmetrics'],
    ['application/openmetrics-text;q=much', 'text'],
    ['application/json', 'text'],
    ['constructor;,=;;q', 'text'],
  ] as const)('%s: %s', (accept, expected) => {
    expect(chooseFormat(accept)).toBe(expected);
  });
});
