import { decodeValue } from './decode-value.js';

describe('decodeValue', () => {
  it.each([
    ['plain Text', 'plain text'],
    ['%27%20OR%201%3D1', "' or 1=1"],
    ['%2527%252520or', "' or"],
    ['%u0027 %u003cscript', "' <script"],
    ['&lt;script&gt; &#39; &#x27; &quot &colon;', "<script> ' ' \" :"],
    ['&amp;lt;b&amp;gt;', '<b>'],
    ['\\u003cimg \\x27 \\u{3c}b \\u007b7', "<img ' <b {7"],
    ['＜ｓｃｒｉｐｔ＞ ＇', "<script> '"],
    ['Ngʼombe', "ng'ombe"],
    ['a\u2215b\u2216c', 'a/b\\c'],
    ['scr\u00adipt jav\u200bascript', 'script javascript'],
    ['caf%C3%A9 %E7%8E%8B', 'café 王'],
    ['a  \t b \n\n c', 'a b\nc'],
    ['50% off, 100%', '50% off, 100%'],
    ['%zz %u12 &nothing; \\u12', '%zz %u12 &nothing; \\u12'],
    ['%ff%fe', 'ÿþ'],
    ['', ''],
  ])('%s is %s', (raw, text) => {
    expect(decodeValue(raw)).toEqual({ text, hasNull: false, hasOverlong: false });
  });

  it.each(['a%00b', 'a%2500b', 'a\0b', 'a\\u0000b'])('takes the null byte out of %s and tells of it', (raw) => {
    expect(decodeValue(raw)).toEqual({ text: 'ab', hasNull: true, hasOverlong: false });
  });

  it.each([
    ['..%c0%af', '../'],
    ['%c0%ae%c0%ae/', '../'],
    ['..%e0%80%af', '../'],
    ['..%f0%80%80%af', '../'],
    ['..%c1%9c', '..\\'],
  ])('%s is %s in more bytes than it needs', (raw, text) => {
    expect(decodeValue(raw)).toEqual({ text, hasNull: false, hasOverlong: true });
  });

  it('stops after some rounds', () => {
    expect(decodeValue(`%${'25'.repeat(20)}27`).text).toBe(`%${'25'.repeat(16)}27`);
  });
});
