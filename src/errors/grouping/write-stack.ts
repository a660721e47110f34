import type { ExceptionInfo, StackFrame } from './exception.js';

/** Exceptions as V8 prints them, the thrown one first; empty without any frame. */
export function writeStack(exceptions: readonly ExceptionInfo[]): string {
  if (exceptions.every(({ frames }) => frames.length === 0)) return '';
  const texts = exceptions.map(({ type, message, frames }) => {
    const title = [type, message].filter(Boolean).join(': ');
    return [title, ...frames.map(writeFrame)].join('\n');
  });
  return texts.join('\nCaused by: ');
}

function writeFrame({ function: name, file, line, column }: StackFrame): string {
  const place = [file || '<anonymous>', line, column].filter((part) => part !== undefined).join(':');
  return name ? `    at ${name} (${place})` : `    at ${place}`;
}
