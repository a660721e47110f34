import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  // The example of RFC 8785, sections 3.2.2 and 3.2.3.
  it('writes the example of the RFC', () => {
    const value = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
        "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts names by code units, at every level', () => {
    const value = JSON.parse(
      String.raw`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7,"inner":{"b":1,"a":[{"d":1,"c":2}]}}`,
    );
    const places = [...canonicalJson(value).matchAll(/":(\d|\{"a":\[\{"c":2,"d":1\}\],"b":1\})/g)].map(
      ([, found]) => found,
    );
    expect(places).toEqual(['2', '4', '{"a":[{"c":2,"d":1}],"b":1}', '6', '7', '1', '5', '3']);
  });
});
