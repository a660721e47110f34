import type { ExceptionInfo } from '../exception.js';

/** `Type: message`, where the type is a name with dots, perhaps with a code or the error's own name after it. */
const HEADER = /^([A-Za-z_$][\w$.]{0,254})(?: \[([\w$]{1,100})\])?(?:: ?(.*))?$/;

/** Reads the line that says what was thrown. @returns undefined for a line of another form */
export function readHeader(line: string): ExceptionInfo | undefined {
  // `util.inspect` puts an error without a stack in brackets.
  const match = HEADER.exec(line.startsWith('[') && line.endsWith(']') ? line.slice(1, -1) : line);
  if (!match) return undefined;
  // `TypeError [ERR_X]: …` names a code, `i [NotFoundError]: …` the class first, whose name a minifier may have made.
  const own = match[2] !== undefined && /[a-z]/.test(match[2]) ? match[2] : match[1]!;
  return { type: own, message: match[3] ?? '', frames: [] };
}

/** As {@link readHeader}; a line of another form is a message of type Error. */
export function readHeaderOrMessage(line: string): ExceptionInfo {
  return readHeader(line) ?? { type: 'Error', message: line, frames: [] };
}
