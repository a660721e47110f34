import { tokenInFragment, tokenInPaste } from './token.js';

const TOKEN = 'e30.eyJzdWIiOiJBIn0.c2lnbmF0dXJl';

describe('token', () => {
  it('is found in the fragment of the first-run link', () => {
    expect(tokenInFragment(`#token=${TOKEN}`)).toBe(TOKEN);
    expect(tokenInFragment('#content')).toBeUndefined();
    expect(tokenInFragment('#token=')).toBeUndefined();
  });

  it.each([
    ['itself', `  ${TOKEN}\n`],
    ['the first-run link', `http://127.0.0.1:3000/#token=${TOKEN}`],
    ['a header value', `Bearer ${TOKEN}`],
    ['a header line', `Authorization: Bearer ${TOKEN}`],
  ])('is found when %s is pasted', (_what, pasted) => {
    expect(tokenInPaste(pasted)).toBe(TOKEN);
  });

  it.each(['hunter2', '', 'a.b', 'a.b.c.d', 'a b.c.d'])('is not found in %p', (pasted) => {
    expect(tokenInPaste(pasted)).toBeUndefined();
  });
});
