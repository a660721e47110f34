import { normalizeMessage } from './message-template.js';

describe('normalizeMessage', () => {
  it.each([
    ['Student 4711 not found', 'Student <number> not found'],
    ['no row 0b9f1c52-43a4-4a6e-8d7b-4f7f0f1f2a3b here', 'no row <uuid> here'],
    ['GET https://pay.example/x?a=1 timed out after 3000ms', 'GET <url> timed out after <number>'],
    ['timed out after 1.5 s', 'timed out after <number>'],
    ['mail to ada@example.org bounced', 'mail to <email> bounced'],
    ['invalid "grade" for \'Ada\'', 'invalid <value> for <value>'],
    ["can't find the pupil's class", "can't find the pupil's class"],
    ['connect ECONNREFUSED 10.0.0.7:5432', 'connect ECONNREFUSED <ip>'],
    ['connect ECONNREFUSED ::1:5432', 'connect ECONNREFUSED <ip>'],
    ['object deadbeef01 at 0x7ffe', 'object <hex> at <hex>'],
    ['expired at 2026-11-23T10:00:00.123Z', 'expired at <time>'],
    ['expired at 2026-11-25 09:00:00.123+01:00', 'expired at <time>'],
    ['cannot open /srv/uploads/17/a.csv', 'cannot open <path>'],
    ['cannot open C:\\uploads\\a.csv', 'cannot open <path>'],
    ['read/write of cus_NffrFeUfNV2Hib', 'read/write of <id>'],
    ['ERR_HTTP2_STREAM: sha256 of 3b', 'ERR_HTTP<number>_STREAM: sha<number> of <number>'],
    ['rows 1, 2, 3 locked', 'rows <number> locked'],
    ['first line\n   of two', 'first line'],
    ['defaced facade', 'defaced facade'],
    // The same fault as V8, Gecko and WebKit tell it, with names that a minifier made.
    ["Cannot read properties of undefined (reading 'price')", 'undefined has no price'],
    ['can\'t access property "price", t.items is undefined', 'undefined has no price'],
    ["undefined is not an object (evaluating 'e.items.price')", 'undefined has no price'],
    ['t.items.run is not a function', 'items.run is not a function'],
    ['e is not iterable', '<name> is not iterable'],
    ['Unexpected token \'<\', "<html>" is not valid JSON', 'invalid JSON'],
    ['JSON.parse: unexpected character at line 1 column 1 of the JSON data', 'invalid JSON'],
  ])('%j becomes %j', (message, normal) => {
    expect(normalizeMessage(message)).toBe(normal);
  });
});
