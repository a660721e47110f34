/** One line of a stack trace that names code. */
export interface StackFrame {
  /** Empty for anonymous functions. */
  function: string;
  file: string;
  /** False for the runtime, the standard library and installed packages. */
  inApp: boolean;
}

/** Frames beyond this many are not looked at: an endless recursion repeats itself. */
const MAX_FRAMES = 100;

/** `    at fn (file:1:2)`, `    at async file:1:2` (V8). */
const V8 = /^\s*at (?:async )?(?:(?:new )?(.+?) \()?((?:[a-z]+:\/{0,3})?[^()]*?):\d+(?::\d+)?\)?\s*$/;
/** `  File "file", line 1, in fn` (Python). */
const PYTHON = /^\s*File "(.+)", line \d+(?:, in (.+))?$/;
/** `    at package.Class.method(File.java:1)` (JVM). */
const JVM = /^\s*at ([\w.$<>/]+)\(([\w.$ ]+)(?::\d+)?\)\s*$/;
const FOREIGN_FILE =
  /node_modules|^node:|^internal\/|site-packages|dist-packages|\/lib\/python\d|<frozen |<anonymous>|^native$|webpack\/runtime/;
const FOREIGN_JVM = /^(?:java|javax|jdk|sun|kotlin|scala|org\.springframework|org\.apache|org\.hibernate)\./;

/**
 * Reads the frames of a V8, Python or JVM stack trace one by one, innermost first (Python prints the innermost last).
 * Lines of other forms are skipped; a stack in another form has no frames.
 */
export function* readFrames(stack: string): Generator<StackFrame> {
  const python = stack.includes('  File "');
  const lines = stack.split('\n');
  if (python) lines.reverse();
  let left = MAX_FRAMES;
  for (const line of lines) {
    const frame = python ? readPython(line) : (readJvm(line) ?? readV8(line));
    if (frame) yield frame;
    if (frame && --left === 0) return;
  }
}

function readV8(line: string): StackFrame | undefined {
  const match = line.length > 2000 ? null : V8.exec(line);
  if (!match) return undefined;
  const file = match[2]!.replace(/^file:\/\//, '').replace(/[?#].*$/, '');
  return { function: match[1] ?? '', file, inApp: !FOREIGN_FILE.test(file) };
}

function readPython(line: string): StackFrame | undefined {
  const match = PYTHON.exec(line);
  return match ? { function: match[2] ?? '', file: match[1]!, inApp: !FOREIGN_FILE.test(match[1]!) } : undefined;
}

function readJvm(line: string): StackFrame | undefined {
  const match = JVM.exec(line);
  if (!match || !/\.(?:java|kt|scala|groovy)$|^(?:Native Method|Unknown Source)$/.test(match[2]!)) return undefined;
  return { function: match[1]!, file: match[2]!, inApp: !FOREIGN_JVM.test(match[1]!) };
}
