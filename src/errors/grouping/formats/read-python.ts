import { type ExceptionInfo, MAX_EXCEPTIONS, type StackFrame } from '../exception.js';
import { isInApp } from '../in-app.js';
import { readHeader } from './read-header.js';

const PLACE = /^ {2}File "([^"]+)", line (\d{1,9})(?:, in (.+))?$/;
const TRACEBACK = /^(?:Exception Group )?Traceback \(most recent call last\):$/;
/** What stands between a cause and what it led to, whether by `raise … from` or by an exception while handling it. */
const CHAIN =
  /^(?:The above exception was the direct cause of the following exception|During handling of the above exception, another exception occurred):$/;
/** Lines of exception groups: `|` before every line, `+-+---- 1 ----` before the first member, `+---- 2 ----` before others. */
const BAR = /^( {2,40})\| ?(.*)$/;
const RULE = /^( {2,40})\+(-\+)?-{10,}(?: (?:\d+|\.\.\.) -+)?$/;
const GROUP = /^( {2,40})\+ (Exception Group Traceback .*)$/;
/** `~~~^^^` below the source line shows which part of it failed. */
const MARKER = /^[\s~^]+$/;

/** A line of a traceback without what an exception group puts before it; without text it is a rule between members. */
interface Line {
  /** How many exception groups it is inside of. */
  depth: number;
  text?: string;
}

/** Whether any line is the place of a Python frame. */
export function isPython(lines: readonly string[]): boolean {
  return lines.some((line) => line.includes('  File "') && PLACE.test(asLine(line).text ?? ''));
}

/** Reads a traceback of Python, which prints causes first, and of each stack the innermost frame last. */
export function readPython(lines: readonly string[]): ExceptionInfo[] {
  return new Traceback(lines).chain(0).slice(0, MAX_EXCEPTIONS);
}

function asLine(line: string): Line {
  const bar = BAR.exec(line) ?? GROUP.exec(line);
  if (bar) return { depth: bar[1]!.length / 2 - 1, text: bar[2]! };
  const rule = RULE.exec(line);
  return rule ? { depth: rule[1]!.length / 2 - (rule[2] ? 0 : 1) } : { depth: 0, text: line };
}

class Traceback {
  private readonly lines: Line[];
  private at = 0;

  constructor(lines: readonly string[]) {
    const grouped = lines.some((line) => GROUP.test(line));
    this.lines = lines.map((line) => (grouped ? asLine(line) : { depth: 0, text: line }));
  }

  /** The exceptions that led to one another at one depth, the thrown first, each followed by its members if it is a group. */
  chain(depth: number): ExceptionInfo[] {
    const printed: ExceptionInfo[][] = [];
    let current: ExceptionInfo[] = [];
    for (let line = this.lines[this.at]; line && line.depth >= depth; line = this.lines[this.at]) {
      if (line.depth > depth) current.push(...this.members(line.depth));
      else if (line.text === undefined) break;
      else if (CHAIN.test(line.text) || TRACEBACK.test(line.text)) {
        this.at++;
        if (current.length > 0) printed.push(current);
        current = [];
      } else this.read(line.text, depth, current);
    }
    printed.push(current);
    for (const [exception] of printed) exception?.frames.reverse();
    return printed.slice(-MAX_EXCEPTIONS).reverse().flat();
  }

  /** What stands deeper: the members of a group, each below a rule. */
  private members(depth: number): ExceptionInfo[] {
    const members: ExceptionInfo[] = [];
    for (let line = this.lines[this.at]; line && line.depth >= depth; line = this.lines[this.at]) {
      if (line.text === undefined) this.at++;
      const member = this.chain(depth);
      if (members.length < MAX_EXCEPTIONS) members.push(...member);
    }
    return members;
  }

  private read(text: string, depth: number, current: ExceptionInfo[]): void {
    this.at++;
    const place = PLACE.exec(text);
    const exception = current[0];
    if (place) {
      if (!exception) current.push({ type: '', message: '', frames: [] });
      if (!current[0]!.type) current[0]!.frames.push(this.frame(place, depth));
    } else if (!exception?.type && !text.startsWith(' ')) {
      // Before the first frame stands what somebody logged; only members that were never raised have no frames.
      const header = exception || depth > 0 ? readHeader(text) : undefined;
      if (header) current[0] = { ...header, frames: exception?.frames ?? [] };
    }
  }

  private frame([, file, line, name]: RegExpExecArray, depth: number): StackFrame {
    const frame: StackFrame = { function: name ?? '', file: file!, line: Number(line), inApp: isInApp(file!) };
    const source = this.lines[this.at];
    if (source?.depth === depth && source.text?.startsWith('    ') && !MARKER.test(source.text)) {
      frame.contextLine = source.text.trim();
      this.at++;
    }
    return frame;
  }
}
