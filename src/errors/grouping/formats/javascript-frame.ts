import type { StackFrame } from '../exception.js';
import { isInApp } from '../in-app.js';

/** Functions that bundlers put around modules. */
const BUNDLER = /^(?:__webpack_|__vite_|__turbopack_|__(?:commonJS|esm|require)\b)/;

/** Reads `at [async] [new] fn [as x] (place)` or `at [async] place`. @returns undefined for a line of another form */
export function readV8Frame(text: string): StackFrame | undefined {
  if (!text.startsWith('at ')) return undefined;
  const call = text.slice(text.startsWith('async ', 3) ? 9 : 3);
  const opening = call.endsWith(')') ? openingBracket(call) : -1;
  // A place alone has no bracket at its end; `Promise.all (index 0)` is no place.
  const place = opening < 0 ? call : call.slice(opening + 1, -1);
  const name = opening < 0 ? '' : call.slice(0, opening).trimEnd();
  if (opening > 0 && call[opening - 1] !== ' ') return undefined;
  const located = locate(place);
  if (!located) return isNative(place) ? { function: plainName(name), file: place, inApp: false } : undefined;
  return { function: plainName(name), ...located, inApp: isInApp(located.file) && !BUNDLER.test(name) };
}

/** Reads `fn@place` of Gecko and WebKit, or a place alone (WebKit). @returns undefined for a line of another form */
export function readGeckoFrame(text: string): StackFrame | undefined {
  // Names hold no @, addresses may.
  const at = text.indexOf('@');
  const place = text.slice(at + 1);
  const name = text.slice(0, Math.max(0, at));
  if (isNative(place)) return at < 0 ? undefined : { function: geckoName(name), file: place, inApp: false };
  const located = locate(place);
  // A message may end in numbers too; a place is one word, and a name is short.
  if (!located || (at < 0 && !/^[a-z-]+:\/\//.test(place)) || name.length > 500 || /\s/.test(located.file))
    return undefined;
  return { function: geckoName(name), ...located, inApp: isInApp(located.file) && !BUNDLER.test(name) };
}

/** Where the bracket opens that closes at the end: places of `eval` hold brackets themselves. */
function openingBracket(call: string): number {
  let depth = 0;
  for (let at = call.length - 1; at >= 0; at--) {
    if (call[at] === ')') depth++;
    else if (call[at] === '(' && --depth === 0) return at;
  }
  return -1;
}

function isNative(place: string): boolean {
  return place === '<anonymous>' || place === 'native' || place === '[native code]';
}

/** `Foo.bar [as baz]` was called by its other name. */
function plainName(name: string): string {
  const as = name.endsWith(']') ? name.lastIndexOf(' [as ') : -1;
  const plain = as < 0 ? name : name.slice(0, as);
  return plain === '<anonymous>' ? '' : plain;
}

/** Gecko tells how a call came about (`async*load`, `setTimeout handler*tick`) and where nameless functions stand (`load/<`). */
function geckoName(name: string): string {
  const plain = name.slice(name.lastIndexOf('*') + 1);
  return plain.endsWith('<') ? '' : plain.slice(plain.lastIndexOf('/') + 1);
}

/** Splits `file:line:column`, or says which file evaluated the code. */
function locate(place: string): Pick<StackFrame, 'file' | 'line' | 'column'> | undefined {
  if (place.startsWith('eval at ')) {
    // `eval at b (eval at a (file:1:2), <anonymous>:1:1), <anonymous>:1:1`: the innermost bracket is real code.
    const opening = place.lastIndexOf('(');
    const closing = place.indexOf(')', opening);
    return opening < 0 || closing < 0 ? undefined : locate(place.slice(opening + 1, closing));
  }
  const wasm = place.indexOf(':wasm-function[');
  if (wasm > 0) return { file: place.slice(0, wasm) };
  // `file line 5 > eval:1:2` (Gecko)
  const evaluated = place.indexOf(' line ');
  if (evaluated > 0 && / > (?:eval|Function)\b/.test(place)) {
    return { file: plainFile(place.slice(0, evaluated)), line: Number.parseInt(place.slice(evaluated + 6), 10) };
  }
  const [file, line, column] = splitNumbers(place);
  if (file === '' || line === undefined) return undefined;
  return column === undefined ? { file: plainFile(file), line } : { file: plainFile(file), line, column };
}

/** Takes up to two `:number` off the end. */
function splitNumbers(place: string): [string, number?, number?] {
  const last = takeNumber(place);
  if (!last) return [place];
  const first = takeNumber(last[0]);
  return first ? [first[0], first[1], last[1]] : last;
}

function takeNumber(text: string): [string, number] | undefined {
  let at = text.length;
  while (at > 0 && text.length - at < 10 && text[at - 1]! >= '0' && text[at - 1]! <= '9') at--;
  return at < text.length && text[at - 1] === ':' ? [text.slice(0, at - 1), Number(text.slice(at))] : undefined;
}

function plainFile(file: string): string {
  const query = file.search(/[?#]/);
  // Loaders of webpack and Vite put their own queries behind; `webpack-internal:///(rsc)/./src/a.js` is the source's name.
  const path = query > 0 ? file.slice(0, query) : file;
  return path.startsWith('file://') ? path.slice(path[9] === ':' ? 8 : 7) : path;
}
