import { resolveOptions } from '../../resolve-options.js';
import { checkKey, checkOptions } from './check-settings.js';

const KEY = `ocm_${'0123456789abcdef'.repeat(4)}`;

describe('checkKey', () => {
  it.each([
    ['no key', undefined, 'failed', 'there is none'],
    ['an empty one', '', 'failed', 'there is none'],
    ['an ingest key', KEY, 'ok', ''],
    ['one with the end of its line', `${KEY}\n`, 'ok', ''],
    ['one in quotes', `"${KEY}"`, 'failed', 'more around'],
    ['one behind the name of the scheme', `Bearer ${KEY}`, 'failed', 'more around'],
    ['a DSN', `https://${KEY}@monitoring/1`, 'failed', 'more around'],
    ['part of one', KEY.slice(0, 40), 'failed', 'not an ingest key'],
    ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiaW5nZXN0In0.c2ln', 'warning', 'expires'],
  ])('judges %s', (_name, key, outcome, message) => {
    const finding = checkKey(key);
    expect(finding).toMatchObject({ outcome, message: expect.stringContaining(message) });
    if (key) expect(JSON.stringify(finding)).not.toContain(key.trim());
  });
});

describe('checkOptions', () => {
  const judge = (env: Record<string, string>) => checkOptions(resolveOptions({}, env));
  const env = { MONITORING_SERVICE: 'students', MONITORING_ENDPOINT: 'http://monitoring:3000' };

  it.each([
    ['all there', {}, 'ok', 'service students'],
    ['no service', { MONITORING_SERVICE: '' }, 'warning', 'no service name'],
    ['a number out of range', { TRACE_SAMPLE_RATE: '7' }, 'warning', 'sampleRate is "7"'],
    ['no endpoint', { MONITORING_ENDPOINT: '' }, 'failed', 'MONITORING_ENDPOINT'],
    ['an endpoint without its protocol', { MONITORING_ENDPOINT: 'monitoring:3000' }, 'failed', '"monitoring:3000"'],
    ['all switched off', { OTEL_SDK_DISABLED: 'true' }, 'failed', 'OTEL_SDK_DISABLED'],
  ])('judges %s', (_name, changes, outcome, message) => {
    expect(judge({ ...env, ...changes })).toMatchObject({ outcome, message: expect.stringContaining(message) });
  });
});
