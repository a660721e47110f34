import { readStack } from './read-stack.js';

/** `type: message` of each exception with its own functions. */
function exceptions(text: string): string[] {
  return readStack(text, 'E', 'm').map(({ type, message, frames }) => {
    const own = frames.filter((frame) => frame.inApp).map((frame) => frame.function);
    return `${type}: ${message} [${own.join(' ')}]`;
  });
}

describe('readStack reads causes', () => {
  it.each([
    [
      'util.inspect',
      `EnrolError: outer
    at enrol (/app/a.js:1:1) {
  code: 'X',
  [cause]: d [PaymentError]: inner
      at pay (/app/a.js:2:1) {
    [cause]: TypeError [ERR_X]: root
        at parse (/app/a.js:3:1)
  }
}`,
      ['E: m [enrol]', 'PaymentError: inner [pay]', 'TypeError: root [parse]'],
    ],
    [
      'util.inspect of an aggregate',
      `[AggregateError: All promises were rejected] {
  [errors]: [
    TypeError: a
        at byMail (/app/a.js:1:1),
    Error: b
        at bySms (/app/a.js:2:1) {
      code: 'X',
      [cause]: [Error: c]
    }
  ]
}`,
      ['E: m []', 'TypeError: a [byMail]', 'Error: b [bySms]', 'Error: c []'],
    ],
    [
      'pino',
      'A: a\n    at f (/a.js:1:1)\ncaused by: B: b\n    at g (/a.js:1:1)\nCaused by: something else',
      ['E: m [f]', 'B: b [g]', 'Error: something else []'],
    ],
    [
      'Python',
      `Traceback (most recent call last):
  File "/a.py", line 1, in find
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/a.py", line 2, in load
school.Unknown: two
lines

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/a.py", line 3, in main
RuntimeError`,
      ['E: m [main]', 'school.Unknown: two [load]', "KeyError: 'x' [find]"],
    ],
    [
      'a group of Python',
      `  + Exception Group Traceback (most recent call last):
  |   File "/a.py", line 1, in all
  |     raise ExceptionGroup("many", found)
  | ExceptionGroup: many (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/a.py", line 2, in one
    | KeyError: 'x'
    |
    | The above exception was the direct cause of the following exception:
    |
    | Traceback (most recent call last):
    |   File "/a.py", line 3, in two
    | ValueError: y
    +---------------- 2 ----------------
    | Exception Group Traceback (most recent call last):
    |   File "/a.py", line 4, in inner
    | ExceptionGroup: few (1 sub-exception)
    +-+---------------- 1 ----------------
      | OSError: never raised
      +------------------------------------

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/a.py", line 5, in main
RuntimeError: outer`,
      [
        'E: m [main]',
        'ExceptionGroup: many (2 sub-exceptions) [all]',
        'ValueError: y [two]',
        "KeyError: 'x' [one]",
        'ExceptionGroup: few (1 sub-exception) [inner]',
        'OSError: never raised []',
      ],
    ],
    [
      'the JVM',
      `x.A: a
\tat x.A.f(A.java:1)
\tat x.A.main(A.java:2)
\tSuppressed: x.S: s
\t\tat x.S.close(S.java:1)
\tCaused by: x.T: t
Caused by: x.B: b
\tat x.B.g(B.java:1)
\t... 1 more`,
      ['E: m [f main]', 'x.B: b [g main]'],
    ],
    [
      '.NET',
      `A.Outer: a
 ---> B.Inner: b
   at B.Store.Find() in /b.cs:line 1
   --- End of inner exception stack trace ---
   at A.Service.Load() in /a.cs:line 2`,
      ['E: m [Load]', 'B.Inner: b [Find]'],
    ],
  ])('as %s prints them', (_, text, expected) => {
    expect(exceptions(text)).toEqual(expected);
  });

  it('up to twenty', () => {
    const chain = Array.from(
      { length: 50 },
      (_, at) => `Caused by: x.E: ${at}\n\tat x.A.f(A.java:1)\n\t... 999 more\n\t... 999 more`,
    );
    expect(readStack(chain.join('\n'), 'E', 'm')).toHaveLength(20);
    expect(readStack(chain.join('\n').replaceAll('x.A.f(A.java:1)', 'f (/a.js:1:1)'), 'E', 'm')).toHaveLength(20);
  });
});
