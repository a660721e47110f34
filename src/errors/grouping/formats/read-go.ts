import type { ExceptionInfo, StackFrame } from '../exception.js';
import { isInApp } from '../in-app.js';

/** `	/path/file.go:12 +0x1d` below the line that names the function. */
const PLACE = /^\t(.+\.(?:go|s)):(\d{1,9})(?: \+0x[0-9a-f]+)?$/;
/** Frames from the panic inwards belong to the runtime that unwinds, those of other goroutines to other work. */
const GOROUTINE = /^goroutine \d+ /;

/** Reads the first goroutine of a panic or of `debug.Stack()`. @returns undefined if the text is not of Go */
export function readGo(lines: readonly string[]): ExceptionInfo[] | undefined {
  const start = lines.findIndex((line) => GOROUTINE.test(line));
  if (start < 0) return undefined;
  let frames: StackFrame[] = [];
  for (let at = start + 1; at + 1 < lines.length && !GOROUTINE.test(lines[at]!); at++) {
    const place = PLACE.exec(lines[at + 1]!);
    if (!place) continue;
    const call = lines[at++]!;
    // What deferred functions and the runtime did after the panic stands before it.
    if (call.startsWith('panic(')) frames = [];
    else frames.push(readFrame(call, place[1]!, Number(place[2])));
  }
  return [{ type: '', message: '', frames }];
}

/** `main.(*Store).Find(0x1, {0x2, 0x3})`, or `created by main.serve in goroutine 1`. */
function readFrame(call: string, file: string, line: number): StackFrame {
  const name = call.startsWith('created by ') ? call.slice(11).split(' in ')[0]! : call.slice(0, lastOpening(call));
  // The package ends at the first dot after the last slash; slashes do not occur in names.
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  const module = name.slice(0, Math.max(0, dot));
  return { function: name.slice(dot + 1), file, module, line, inApp: isInApp(file, module) };
}

/** Where the arguments begin: a bracket of a receiver follows a dot. */
function lastOpening(call: string): number {
  for (let at = call.length - 1; at > 0; at--) if (call[at] === '(' && call[at - 1] !== '.') return at;
  return call.length;
}
