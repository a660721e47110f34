import { REDACTION_RULES } from '../../config/redaction-rules.js';
import { Redactor } from '../../redaction/redactor.js';
import type { ErrorOccurrence } from '../error.recorder.js';
import { redactError } from './redact-error.js';

const redactor = new Redactor(REDACTION_RULES);
const error: ErrorOccurrence = { errorType: 'E', errorMessage: 'no', severity: 'error', service: 'students' };
const KEY = 'sk_live_0123456789abcdefghij';

describe('redactError', () => {
  it('is the very same error when there is nothing to hide', () => {
    const plain = {
      ...error,
      stackTrace: 'E: no\n    at f (/app/a.js:1:2)',
      tags: { school: 'harare' },
      errorId: 'id',
    };
    expect(redactError(plain, redactor)).toBe(plain);
  });

  it.each<[string, Partial<ErrorOccurrence>]>([
    ['message', { errorMessage: `refused ${KEY}` }],
    ['stack', { stackTrace: `E: postgres://app:${KEY}@db/x\n    at f (/app/a.js:1:2)` }],
    ['tags by name', { tags: { api_key: KEY } }],
    [
      'data at any depth',
      { additionalData: { request: { headers: { Cookie: `sid=${KEY}` } }, list: [{ password: KEY }] } },
    ],
    ['messages of exceptions', { exceptions: [{ type: 'E', message: `token=${KEY}`, frames: [] }] }],
    [
      'source lines',
      {
        exceptions: [
          {
            type: 'E',
            message: '',
            frames: [{ function: 'f', file: 'a.js', inApp: true, contextLine: `const password = "${KEY}";` }],
          },
        ],
      },
    ],
    ['fingerprints', { fingerprint: [`Bearer ${KEY}`] }],
    ['endpoints', { endpoint: `/login?token=${KEY}` }],
  ])('hides secrets in its %s', (_, more) => {
    const clean = JSON.stringify(redactError({ ...error, ...more }, redactor));
    expect(clean).toContain('[redacted:');
    expect(clean).not.toContain(KEY);
  });

  it('leaves ids alone', () => {
    const ids = {
      errorId: '4111111111111111',
      traceId: '4111111111111111',
      spanId: '4111111111111111',
      requestId: 'token=abcdefgh',
    };
    expect(redactError({ ...error, ...ids, errorMessage: `token=${KEY}` }, redactor)).toMatchObject(ids);
  });
});
