import { type ExceptionInfo, MAX_EXCEPTIONS, type StackFrame } from '../exception.js';
import { isInApp } from '../in-app.js';
import { readHeaderOrMessage } from './read-header.js';

/** `at Namespace.Class.Method[T](Type name)`, perhaps with ` in file:line 1`; no blank before the bracket. */
const CALL = /^[\w.`+<>|[\],&]+$/;
const LINE = /^line (\d{1,9})$/;
const INNER = '---> ';
const END_OF_INNER = '--- End of inner exception stack trace ---';

/**
 * Reads `Exception.ToString()` of .NET: the headers of the thrown exception and its causes come first, then the frames of the
 * deepest, of the one around it, and so on. @returns undefined if no line is a frame of .NET
 */
export function readDotnet(lines: readonly string[]): ExceptionInfo[] | undefined {
  const exceptions: ExceptionInfo[] = [{ type: '', message: '', frames: [] }];
  let reading = 0;
  let found = false;
  for (const line of lines) {
    const text = line.trimStart();
    const frame = readFrame(text);
    if (frame) {
      found = true;
      exceptions[reading]!.frames.push(frame);
    } else if (text.startsWith(INNER)) {
      if (exceptions.length === MAX_EXCEPTIONS) break;
      reading =
        exceptions.push(readHeaderOrMessage(text.slice(INNER.length).replace(/^\(Inner Exception #\d+\) /, ''))) - 1;
    } else if (text.startsWith(END_OF_INNER)) {
      reading = Math.max(0, reading - 1);
    }
  }
  return found ? exceptions : undefined;
}

function readFrame(text: string): StackFrame | undefined {
  const opening = text.indexOf('(');
  const closing = text.indexOf(')', opening);
  const call = text.slice(3, opening);
  if (!text.startsWith('at ') || closing < 0 || !CALL.test(call)) return undefined;
  const after = text.slice(closing + 1);
  const colon = after.lastIndexOf(':');
  const line = LINE.exec(after.slice(colon + 1))?.[1];
  if (after !== '' && !(after.startsWith(' in ') && line)) return undefined;
  const file = after.slice(4, Math.max(4, colon));
  const [module, name] = plainName(call.split('[')[0]!);
  const frame: StackFrame = { function: name, file, module, inApp: isInApp(file, module) };
  if (line) frame.line = Number(line);
  return frame;
}

/** What the compiler makes of lambdas (`<Find>b__4_0`) and of async methods (`<FindAsync>d__12.MoveNext`). */
const MADE = /^<(\w*)>/;

function plainName(call: string): [module: string, name: string] {
  const parts = call.split('.');
  const name = parts.pop()!;
  const made = MADE.exec(name === 'MoveNext' ? (parts.at(-1) ?? '') : name);
  const module = parts.filter((part) => part !== '' && !MADE.test(part)).join('.');
  return [module.split('+<>')[0]!, made?.[1] || name];
}
