import type { ErrorEvent, ErrorException } from '../../group/group.js';
import { placeOf, rawFrame } from './source-lines.js';

/** A stack as text: of the source, or as the runtime told it. Undefined when the event has none. */
export function stackText(
  event: Pick<ErrorEvent, 'exceptions' | 'stack_trace'>,
  kind: 'source' | 'raw',
): string | undefined {
  if (event.exceptions === null || event.exceptions.length === 0) return event.stack_trace ?? undefined;
  if (kind === 'raw' && event.stack_trace !== null) return event.stack_trace;
  return event.exceptions
    .map((exception, index) => `${index === 0 ? '' : 'Caused by: '}${exceptionText(exception, kind)}`)
    .join('\n');
}

function exceptionText({ type, message, frames }: ErrorException, kind: 'source' | 'raw'): string {
  const calls = frames.map((given) => {
    const frame = kind === 'raw' ? rawFrame(given) : given;
    return frame.function === null ? `    at ${placeOf(frame)}` : `    at ${frame.function} (${placeOf(frame)})`;
  });
  return [message === '' ? type : `${type}: ${message}`, ...calls].join('\n');
}

const FOREIGN =
  /node_modules|site-packages|dist-packages|node:|\(internal\/|lib[\\/]python\d|[\\/]pkg[\\/]mod[\\/]|^\s+at (?:java|javax|jdk|sun|org\.springframework|org\.apache|System|Microsoft)\./;

/** A line of a stack that came as text, and whether it is of a library, by the folder or package it names. */
export function readStackLines(text: string): { number: number; text: string; isLibrary: boolean }[] {
  return text.split('\n').map((line, index) => ({ number: index + 1, text: line, isLibrary: FOREIGN.test(line) }));
}
