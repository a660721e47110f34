import { type ExceptionInfo, MAX_EXCEPTIONS, type StackFrame } from '../exception.js';
import { isInApp } from '../in-app.js';
import { readHeaderOrMessage } from './read-header.js';

/** `at module/package.Class.method(File.java:1)`, perhaps with the archive after it; no blank before the bracket. */
const CALL = /^[\w$.@<>/-]+$/;
/** What stands in the brackets. */
const FILE = /^(?:[\w$.-]+\.(?:java|kt|kts|scala|groovy|clj)(?::\d+)?|Native Method|Unknown Source|<generated>)$/;
const MORE = /^\.\.\. (\d{1,6}) (?:more|common frames omitted)$/;
/** Kept while reading: what an exception shares with the one around it is its outermost frames. */
const MAX_READ = 2000;

/** Reads `printStackTrace` of a JVM. What was suppressed is not read. @returns undefined if no line is a frame of a JVM */
export function readJvm(lines: readonly string[]): ExceptionInfo[] | undefined {
  const exceptions: ExceptionInfo[] = [{ type: '', message: '', frames: [] }];
  let enclosing: StackFrame[] = [];
  let frames: StackFrame[] | undefined = exceptions[0]!.frames;
  let found = false;
  for (const line of lines) {
    const text = line.trimStart();
    const frame = readFrame(text);
    if (frame) {
      found = true;
      if (frames && frames.length < MAX_READ) frames.push(frame);
    } else if (line.startsWith('Caused by: ')) {
      if (exceptions.length === MAX_EXCEPTIONS) break;
      enclosing = exceptions.at(-1)!.frames;
      const cause = readHeaderOrMessage(text.slice(11));
      frames = cause.frames;
      exceptions.push(cause);
    } else if (text.startsWith('Suppressed: ')) {
      frames = undefined;
    } else if (frames && text.startsWith('... ')) {
      const more = Number(MORE.exec(text)?.[1] ?? 0);
      if (more > 0 && frames.length < MAX_READ) frames.push(...enclosing.slice(-more));
    }
  }
  return found ? exceptions : undefined;
}

function readFrame(text: string): StackFrame | undefined {
  const opening = text.indexOf('(');
  const place = text.slice(opening + 1, text.indexOf(')', opening));
  const call = text.slice(3, opening);
  if (!text.startsWith('at ') || !FILE.test(place) || !CALL.test(call)) return undefined;
  const name = call.slice(call.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const [file = '', line] = place.split(':');
  const module = name.slice(0, Math.max(0, dot));
  const frame: StackFrame = { function: name.slice(dot + 1), file, module, inApp: isInApp(file, module) };
  if (line) frame.line = Number(line);
  return frame;
}
