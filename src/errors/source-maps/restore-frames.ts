import type { StackFrame } from '../grouping/exception.js';
import { isInApp } from '../grouping/in-app.js';
import { isMinifiedName } from '../grouping/stable-frame.js';
import type { OriginalPlace } from './find-original.js';

/**
 * Frames as the source has them, where the original place is known; the minified one stays beside it. A map knows words, not functions:
 * the name of a function is the word by which its caller calls it, or else what the minifier left of it.
 */
export function restoreFrames(
  frames: readonly StackFrame[],
  originals: readonly (OriginalPlace | undefined)[],
): StackFrame[] {
  return frames.map((frame, i) => {
    const original = originals[i];
    if (!original) return frame;
    const { source, line, column, lines } = original;
    return {
      function: originals[i + 1]?.name ?? withoutMinified(frame.function),
      file: source,
      line,
      column,
      inApp: frame.inApp && isInApp(source),
      preContext: lines?.before,
      contextLine: lines?.line,
      postContext: lines?.after,
      minified: { function: frame.function || null, file: frame.file, line: frame.line!, column: frame.column! },
    };
  });
}

/** `Xe.render` was a method `render` of a class that is no longer known, `new t` and `e` tell nothing. */
function withoutMinified(name: string): string {
  const parts = name.replace(/^new /, '').split('.');
  const known = parts.findIndex((part) => !isMinifiedName(part));
  return known < 0 || isMinifiedName(parts.at(-1)!) ? '' : parts.slice(known).join('.');
}
