import { type ExceptionInfo, MAX_EXCEPTIONS, MAX_FRAMES } from './exception.js';
import { readDotnet } from './formats/read-dotnet.js';
import { readGo } from './formats/read-go.js';
import { readJavascript } from './formats/read-javascript.js';
import { readJvm } from './formats/read-jvm.js';
import { isPython, readPython } from './formats/read-python.js';

/** A longer text loses its middle: the thrown exception stands at one end, its deepest cause at the other. */
const MAX_TEXT = 131_072;
/** Lines beyond this are no frames that somebody would read. */
const MAX_LINE = 4000;

/**
 * Reads a stack trace as a runtime prints it: V8 (also by Node's `util.inspect`), Gecko, WebKit, Python, JVM, .NET, Go.
 *
 * @returns the thrown exception under the type and message given, then its causes as the text names them, the deepest last, the
 * members of an aggregate right after it. A text of another form gives the one exception without frames. Takes time in
 * proportion to the text, whatever it holds.
 */
export function readStack(text: string, errorType: string, errorMessage: string): ExceptionInfo[] {
  const lines = cut(text)
    .split('\n')
    .map((line) => (line.length > MAX_LINE ? '' : line.trimEnd()));
  const read = isPython(lines)
    ? readPython(lines)
    : (readGo(lines) ?? readJvm(lines) ?? readDotnet(lines) ?? readJavascript(lines));
  const [thrown, ...others] = read.slice(0, MAX_EXCEPTIONS);
  return [{ type: errorType, message: errorMessage, frames: thrown?.frames ?? [] }, ...others].map((exception) => ({
    ...exception,
    frames: exception.frames.slice(0, MAX_FRAMES),
  }));
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT / 2)}\n${text.slice(-MAX_TEXT / 2)}` : text;
}
