import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StackFrame } from '../signals.js';

/** Frames beyond this many are let go of: an endless recursion repeats itself. */
const MAX_FRAMES = 50;
const MAX_LINE = 1000;
/** `    at fn (place)` or `    at place`; the place is `file:line:column`. */
const FRAME = /^\s+at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/;

/** The frames of an exception's `stack` as V8 writes it, innermost first; lines of another form are left out. */
export function readStack(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const text of stack.split('\n')) {
    const [, name = '', place, line, column] = (text.length <= MAX_LINE && FRAME.exec(text)) || [];
    if (place === undefined) continue;
    const file = pathOf(place);
    frames.push({
      function: plainName(name),
      file,
      line: Number(line),
      column: Number(column),
      inApp: isAbsolute(file) && !/[\\/]node_modules[\\/]/.test(file),
    });
    if (frames.length === MAX_FRAMES) break;
  }
  return frames;
}

function pathOf(place: string): string {
  if (!place.startsWith('file:')) return place;
  try {
    return fileURLToPath(place);
  } catch {
    return place;
  }
}

/** `Foo.bar [as baz]` was called by its other name. */
function plainName(name: string): string {
  const plain = name.split(' [as ', 1)[0]!;
  return plain === '<anonymous>' ? '' : plain;
}
