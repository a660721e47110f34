import { groupError } from './group-error.js';
import { readStack } from './read-stack.js';

const V8 = `TypeError: x
    at parse (/app/dist/a.js:12:11)
    at new Foo (file:///app/dist/foo.js:1:2)
    at Foo.bar [as baz] (C:\\app\\foo.js:3:4)
    at async Promise.all (index 0)
    at async Service.load (webpack-internal:///(rsc)/./src/load.js?a=1:5:6)
    at index.js:1:2
    at eval (eval at compile (file:///app/notify.js:11:44), <anonymous>:3:18)
    at sum (wasm://wasm/0a1b2c3d:wasm-function[3]:0x1f)
    at Array.map (<anonymous>)
    at run (chrome-extension://abc/x.js:1:1)
    at /app/node_modules/pg-pool/index.js:45:11
    at __webpack_require__ (https://x.example/main.js:1:2)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;
const GECKO = `sum/<@https://x.example/cart.js:1:334
renderTotal@https://x.example/cart.js:10:46
async*load@https://x.example/@vite/app.js:3:1
setTimeout handler*@https://x.example/app.js:4:1
run@https://x.example/t.js line 5 > eval:1:7
clicked@moz-extension://abc/x.js:1:1`;
const WEBKIT = `parse@[native code]
load@https://x.example/app.js:3:14
global code@https://x.example/app.js:9:1
https://x.example/app.js:10:2
asyncFunctionResume@[native code]`;
const PYTHON = `ERROR request failed
Traceback (most recent call last):
  File "/usr/lib/python3.11/site-packages/fastapi/routing.py", line 200, in app
    return await dependant.call(**values)
           ~~~~~~~~~~~~~~^^^^^^^^^^
  File "/srv/billing/routes.py", line 31, in pay
    charge(invoice)
  File "<frozen runpy>", line 198, in _run
  File "/srv/billing/charge.py", line 8, in <lambda>
    raise ValueError(invoice)
  [Previous line repeated 3 more times]
ValueError: 17`;
const JVM = `java.lang.IllegalStateException: no seat
\tat ac.oneclass.seats.SeatPlan.take(SeatPlan.java:44) ~[seats.jar:1.0]
\tat app//ac.oneclass.Main$1.lambda$run$0(Main.kt)
\tat java.base/java.lang.Thread.run(Thread.java:829)
\tat org.springframework.web.Dispatcher.go(Dispatcher.java:9)
\tat jdk.internal.reflect.Invoke.invoke0(Native Method)`;
const DOTNET = `System.InvalidOperationException: no seat
   at Seats.Plan.<>c__DisplayClass4_0.<Take>b__0(String name) in /src/Plan.cs:line 12
   at Seats.Plan.<LoadAsync>d__3.MoveNext()
   at Seats.Plan..ctor(Int32 a, String b) in C:\\src\\Plan.cs:line 9
   at System.Linq.Enumerable.First[TSource](IEnumerable\`1 source)`;
const GO = `goroutine 1 [running]:
runtime/debug.Stack()
\t/usr/lib/go-1.19/src/runtime/debug/stack.go:24 +0x65
panic({0x4a6860, 0x554ef0})
\t/usr/lib/go-1.19/src/runtime/panic.go:884 +0x212
main.(*Store).Find(0xc000038730?, {0x4b5f77?, 0x7f9bc6417108?})
\t/src/seats/main.go:12 +0x34
github.com/x/y.Do(...)
\t/root/go/pkg/mod/github.com/x/y@v1.2.3/y.go:4
created by main.serve
\t/src/seats/main.go:30 +0x98

goroutine 2 [running]:
main.other()
\t/src/seats/main.go:1`;

/** `+function file:line:column` of an own frame, `-…` of another. */
function frames(text: string): string[] {
  return readStack(text, 'E', 'm')[0]!.frames.map((frame) => {
    const at = [frame.file, frame.line, frame.column].filter((part) => part !== undefined).join(':');
    return `${frame.inApp ? '+' : '-'}${frame.module ? `${frame.module} ` : ''}${frame.function} ${at}`;
  });
}

describe('readStack reads frames', () => {
  it.each([
    [
      'V8',
      V8,
      [
        '+parse /app/dist/a.js:12:11',
        '+new Foo /app/dist/foo.js:1:2',
        '+Foo.bar C:\\app\\foo.js:3:4',
        '+Service.load webpack-internal:///(rsc)/./src/load.js:5:6',
        '+ index.js:1:2',
        '+eval /app/notify.js:11:44',
        '+sum wasm://wasm/0a1b2c3d',
        '-Array.map <anonymous>',
        '-run chrome-extension://abc/x.js:1:1',
        '- /app/node_modules/pg-pool/index.js:45:11',
        '-__webpack_require__ https://x.example/main.js:1:2',
        '-process.processTicksAndRejections node:internal/process/task_queues:95:5',
      ],
    ],
    [
      'Gecko',
      GECKO,
      [
        '+ https://x.example/cart.js:1:334',
        '+renderTotal https://x.example/cart.js:10:46',
        '+load https://x.example/@vite/app.js:3:1',
        '+ https://x.example/app.js:4:1',
        '+run https://x.example/t.js:5',
        '-clicked moz-extension://abc/x.js:1:1',
      ],
    ],
    [
      'WebKit',
      WEBKIT,
      [
        '-parse [native code]',
        '+load https://x.example/app.js:3:14',
        '+global code https://x.example/app.js:9:1',
        '+ https://x.example/app.js:10:2',
        '-asyncFunctionResume [native code]',
      ],
    ],
    [
      'Python',
      PYTHON,
      [
        '+<lambda> /srv/billing/charge.py:8',
        '-_run <frozen runpy>:198',
        '+pay /srv/billing/routes.py:31',
        '-app /usr/lib/python3.11/site-packages/fastapi/routing.py:200',
      ],
    ],
    [
      'JVM',
      JVM,
      [
        '+ac.oneclass.seats.SeatPlan take SeatPlan.java:44',
        '+ac.oneclass.Main$1 lambda$run$0 Main.kt',
        '-java.lang.Thread run Thread.java:829',
        '-org.springframework.web.Dispatcher go Dispatcher.java:9',
        '-jdk.internal.reflect.Invoke invoke0 Native Method',
      ],
    ],
    [
      '.NET',
      DOTNET,
      [
        '+Seats.Plan Take /src/Plan.cs:12',
        '+Seats.Plan LoadAsync ',
        '+Seats.Plan ctor C:\\src\\Plan.cs:9',
        '-System.Linq.Enumerable First ',
      ],
    ],
    [
      'Go',
      GO,
      [
        '+main (*Store).Find /src/seats/main.go:12',
        '-github.com/x/y Do /root/go/pkg/mod/github.com/x/y@v1.2.3/y.go:4',
        '+main serve /src/seats/main.go:30',
      ],
    ],
    ['something else', 'it broke\nat least somewhere\nmail a@b.example', []],
    ['nothing', '', []],
  ])('of %s, innermost first', (_, text, expected) => {
    expect(frames(text)).toEqual(expected);
  });

  it('with the source line that Python prints', () => {
    expect(readStack(PYTHON, 'E', 'm')[0]!.frames.map((frame) => frame.contextLine)).toEqual([
      'raise ValueError(invoice)',
      undefined,
      'charge(invoice)',
      'return await dependant.call(**values)',
    ]);
  });

  it('up to a hundred', () => {
    expect(frames('Error: x\n'.concat('    at again (/app/a.js:1:1)\n'.repeat(5000)))).toHaveLength(100);
  });
});

describe('readStack with hostile texts', () => {
  it.each([
    'a',
    '"',
    '1.',
    'a.',
    ' (',
    '    at (',
    '    at a.a.a(',
    '    at a@(1:1)\n',
    'at f (a:1:1)\n',
    '@a:1:1\n',
    'a@',
    '  File "',
    '  File "a", line 1, in a\n',
    '  | ',
    '  + Exception Group Traceback (most recent call last):\n',
    '  +-+---------------- 1 ----------------\n    | ',
    '[cause]: A: ',
    '[errors]: [\n  ',
    'Caused by: a\n\tat a.a(A.java:1)\n\t... 999 more\n',
    '---> ',
    'goroutine 1 \n',
    '\tat a.b(A.java:1)\n',
    "'a' ",
    '/a',
    'a_1-',
    '1:',
    'null is not ',
    'JSON ',
  ])('made of %j takes time in proportion', (piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);
    const before = process.cpuUsage();
    const exceptions = readStack(text, 'E', text);
    groupError({ service: 's', errorType: text, errorMessage: text, exceptions });
    groupError({
      service: 's',
      errorType: 'E',
      errorMessage: text,
      exceptions: [
        ...exceptions,
        { type: text, message: text, frames: [{ function: text, file: text, module: text, inApp: true }] },
      ],
    });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(200);
  });
});
