import { type ExceptionInfo, MAX_EXCEPTIONS } from '../exception.js';
import { readGeckoFrame, readV8Frame } from './javascript-frame.js';
import { readHeader, readHeaderOrMessage } from './read-header.js';

/** How a cause begins in `util.inspect`, and in what pino, VError and others print. */
const CAUSE = /^(?:\[cause\]|caused by): /i;
/** How the members of an AggregateError begin in `util.inspect`; each stands on lines of its own, two blanks further in. */
const ERRORS = /^\[errors\]: \[$/;

/**
 * Reads a stack of V8 (frames that begin with `at`), or else of Gecko or WebKit (frames with an `@`), with the causes and
 * members that Node's `util.inspect` prints between or behind the frames.
 */
export function readJavascript(lines: readonly string[]): ExceptionInfo[] {
  const v8 = lines.some((line) => readV8Frame(inspected(line.trimStart())) !== undefined);
  const readFrame = v8 ? readV8Frame : readGeckoFrame;
  const exceptions: ExceptionInfo[] = [{ type: '', message: '', frames: [] }];
  // How far in the members of the aggregates around this line stand, the innermost last.
  const members: number[] = [];
  for (const line of lines) {
    const text = line.trimStart();
    const frame = readFrame(inspected(text));
    if (frame) {
      exceptions.at(-1)!.frames.push(frame);
      continue;
    }
    const indent = line.length - text.length;
    const cause = CAUSE.exec(text);
    let found: ExceptionInfo | undefined;
    if (cause) found = readHeaderOrMessage(inspected(text.slice(cause[0].length)));
    else if (ERRORS.test(text)) members.push(indent + 2);
    else if (text === ']' || text === '],') while (members.length > 0 && members.at(-1)! > indent) members.pop();
    else if (indent === members.at(-1)) found = readHeader(inspected(text));
    if (found && exceptions.push(found) > MAX_EXCEPTIONS) break;
  }
  return exceptions;
}

/** `util.inspect` opens a brace behind an error with properties, and puts commas between members. */
function inspected(text: string): string {
  if (text.endsWith(' {')) return text.slice(0, -2);
  return text.endsWith(',') ? text.slice(0, -1) : text;
}
