import { countOf, shortMessage, shortType, titleOf } from './group-title.js';

describe('titles of errors', () => {
  it.each([
    ['ValidationError', 'ValidationError'],
    ['java.sql.SQLException', 'SQLException'],
    ['System::Net::WebException', 'WebException'],
    ['sqlalchemy.exc.OperationalError', 'OperationalError'],
    ['Error. It failed', 'Error. It failed'],
    ['<img src=x>', '<img src=x>'],
    ['', ''],
  ])('have the type %s as %s', (type, short) => {
    expect(shortType(type)).toBe(short);
  });

  it.each([
    ['one line', 'one line'],
    ['\n\n  the second\nthe third', 'the second'],
    ['many    blanks\there', 'many blanks here'],
    ['x'.repeat(200), `${'x'.repeat(159)}…`],
    ['😀'.repeat(161), `${'😀'.repeat(159)}…`],
    ['', ''],
  ])('have of the message what fits a line', (message, short) => {
    expect(shortMessage(message)).toBe(short);
  });

  it('count things', () => {
    expect([0, 1, 2].map((count) => countOf(count, 'event'))).toEqual(['0 events', '1 event', '2 events']);
  });

  it('leave out an empty message', () => {
    expect(titleOf({ error_type: 'a.b.Timeout', error_message: '' })).toBe('Timeout');
    expect(titleOf({ error_type: 'Timeout', error_message: 'after 5 s\nat x' })).toBe('Timeout: after 5 s');
  });
});
