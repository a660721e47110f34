import type { ExceptionInfo, StackFrame } from './exception.js';
import { isInstalled } from './in-app.js';
import { isComprehension, minifiedFiles, stableFrame } from './stable-frame.js';

/** Calls that pass the blame on are followed outwards no further than this. */
const MAX_CALLS = 4;
/** Functions that only check something, or only carry what their caller asks for: what went wrong depends on who called. */
const PASSES_BLAME =
  /(?:^|[.:])_*(?:(?:[aA]ssert|[iI]nvariant|[eE]nsure|[eE]xpect|[fF]ail|[tT]hrow|[rR]aise|[pP]anic|[mM]ust|[rR]equire|[cC]heck|[vV]erify|[vV]alidate|[uU]nwrap)(?![a-z])\w*|(?:get|post|put|patch|delete|head|request|fetch|send|call|query|execute|invoke|dispatch|retry|transaction)(?:_?[jJ]son|_?[aA]sync|_?[sS]ync)?)$/;
const OVERFLOW =
  /^(?:[\w.]*\.)?(?:RecursionError|StackOverflowError|RangeError: Maximum call stack|InternalError: too much recursion)/;
/** Types that databases use for many different faults. */
const SAYS_LITTLE =
  /(?:^|\.)(?:\w*(?:DatabaseError|IntegrityError|OperationalError|ProgrammingError|DataError|QueryFailedError)|\w*S[qQ][lL]\w*Exception)$/;
/** Types that everybody throws; others were made for what went wrong. */
const COMMON =
  /^(?:|\w{1,2}|error|Exception|DOMException|(?:Type|Range|Syntax|Reference|URI|Eval|Internal|Value|Key|Index|Attribute|Runtime)?Error)$/;

/** The calls of the service's own code that tell one cause from another. */
export interface OwnCalls {
  /** Innermost first: the function that is to blame, after those that pass the blame on to it. */
  calls: string[];
  /** Whether the message tells more than the calls do: the function has no name, or a library threw, in words of its own. */
  needsMessage: boolean;
}

/** The own calls of an exception, in words that stay the same from one release to the next. */
export function ownCalls(exception: ExceptionInfo): OwnCalls {
  const { type, frames } = exception;
  const own = ownFrames(exception);
  if (own.length === 0) return { calls: [], needsMessage: true };
  if (OVERFLOW.test(`${type}: ${exception.message}`)) return { calls: cycle(own), needsMessage: false };
  const describe = describer(own);
  const innermost = describe(own[0]!);
  const calls = new Set<string>();
  let blamed: OwnFrame | undefined;
  for (let at = 0; at < own.length && !blamed && calls.size < MAX_CALLS; at++) {
    const frame = at === 0 ? innermost : describe(own[at]!);
    if (frame.call !== undefined) calls.add(frame.call);
    if (frame.named && !PASSES_BLAME.test(frame.call!.split(' (', 1)[0]!)) blamed = frame;
  }
  const needsMessage = isUnclear(type, innermost, blamed) || SAYS_LITTLE.test(type) || thrownByLibrary(frames);
  return { calls: [...calls], needsMessage };
}

/** Whether a function without a name threw, and neither what called it nor the type says what went wrong. */
function isUnclear(type: string, innermost: OwnFrame, blamed: OwnFrame | undefined): boolean {
  if (innermost.named) return false;
  if (!blamed) return true;
  // A callback is as good as named if the function around it is next; a minified file is one file for all.
  return COMMON.test(type) && (innermost.call === undefined || innermost.file !== blamed.file);
}

/** Every function of the service's own that the exception went through. */
export function pathOf(exception: ExceptionInfo): string[] {
  const own = ownFrames(exception);
  return own.map(describer(own)).flatMap(({ call }) => call ?? []);
}

interface OwnFrame {
  /** Undefined where a minifier left nothing that could be compared. */
  call: string | undefined;
  named: boolean;
  file: string;
}

function ownFrames({ type, frames }: ExceptionInfo): StackFrame[] {
  const own = frames.filter((frame) => frame.inApp && !isComprehension(frame));
  // Gecko counts the constructor of the error as a call.
  if (own[0] && own[0] === frames[0] && own[0].function === type) own.shift();
  return own;
}

function describer(own: readonly StackFrame[]): (frame: StackFrame) => OwnFrame {
  const minified = minifiedFiles(own);
  return (frame) => {
    const isMinified = minified.has(frame.file);
    const { name, file } = stableFrame(frame, isMinified);
    if (name !== undefined) return { call: file ? `${name} (${file})` : name, named: true, file };
    return { call: isMinified ? undefined : file, named: false, file };
  };
}

/** Where a recursion ends for want of stack is chance: the functions that recur decide, in any order. */
function cycle(own: readonly StackFrame[]): string[] {
  const calls = own.map(describer(own)).flatMap(({ call, named }) => (named ? call! : []));
  const recurring = calls.filter((call, at) => calls.indexOf(call) !== at);
  return [...new Set(recurring)].sort();
}

/** Whether an installed package threw, looking past native functions. The runtime's own errors have types that tell enough. */
function thrownByLibrary(frames: readonly StackFrame[]): boolean {
  const innermost = frames.find(
    ({ file, module }) => module !== undefined || (file !== '<anonymous>' && file !== '[native code]'),
  );
  return innermost !== undefined && !innermost.inApp && isInstalled(innermost.file, innermost.module);
}

/** The last two parts of a file's path, for people. */
export function describePlace({ function: name, module, file }: StackFrame): string {
  const short = file.split(/[\\/]/).slice(-2).join('/');
  const full = module && /\.(?:java|kts?|scala|groovy|clj)$/.test(file) ? `${module}.${name}` : name;
  return full ? `${full} (${short})` : short;
}
