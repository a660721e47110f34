import { spellResult } from './test-result.js';

const result = { delivered: true, status_code: 204, response: null, error: null, permanent: false, duration_ms: 12 };

it.each([
  [{}, 'Delivered (204) in 12 ms'],
  [{ delivered: false, status_code: null, error: 'connection refused' }, 'connection refused'],
  [{ delivered: false, status_code: 500, error: 'the webhook answered 500' }, 'the webhook answered 500'],
  [
    { delivered: false, status_code: 404, error: 'refused', permanent: true },
    'refused (404); a notification would be given up at once',
  ],
])('%j: %s', (changes, words) => expect(spellResult({ ...result, ...changes })).toBe(words));
