/** One call on the stack when an exception was thrown. Lines and columns count from 1. */
export interface StackFrame {
  /** As the runtime names it (`StudentsService.create`, `<lambda>`); empty for anonymous functions. */
  function: string;
  /** Path or address of the source as the sender gave it; never opened. Empty where the runtime names none. */
  file: string;
  /** What a runtime that names files without their folders calls the place: the class with its package (JVM, .NET, Go). */
  module?: string;
  line?: number;
  column?: number;
  /** False for the runtime, the standard library, installed packages and browser extensions. */
  inApp: boolean;
  preContext?: string[];
  contextLine?: string;
  postContext?: string[];
  /** Where it stands in the minified file, once a source map has told the rest. */
  minified?: MinifiedPlace;
  /** Of the minified file, by which its source map is known too. */
  debugId?: string;
}

/** A call as the runtime told it, in a file that a bundler or compiler wrote. */
export interface MinifiedPlace {
  function: string | null;
  file: string;
  line: number;
  column: number;
}

/** One thrown thing of an error. */
export interface ExceptionInfo {
  type: string;
  message: string;
  /** Innermost first, at most {@link MAX_FRAMES}. */
  frames: StackFrame[];
}

/** Frames beyond this many are let go of: an endless recursion repeats itself. */
export const MAX_FRAMES = 100;
/** Exceptions beyond this many (causes, members of an aggregate) are let go of. */
export const MAX_EXCEPTIONS = 20;
