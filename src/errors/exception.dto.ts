/** A call to record. */
export class NewStackFrame {
  /** @example "checkId" */
  function?: string;

  /** @example "/app/dist/students/check-id.js" */
  file: string;

  /** The package, or the module of Python. */
  module?: string;

  /** @example 12 */
  line?: number;

  /** @example 11 */
  column?: number;

  /** False for what is not the service's own; what lies among installed packages is not, whatever is said here. */
  in_app?: boolean = true;

  /** Source lines before the one that was running: the last five are kept. */
  pre_context?: string[];

  context_line?: string;
  post_context?: string[];
}

/** An exception to record. */
export class NewException {
  /** @example "ValidationError" */
  type: string;

  /** @example "Invalid student ID format" */
  message?: string;

  /** Innermost first, at most 100. */
  frames?: NewStackFrame[];
}

/** A call as the runtime told it, in a file that a bundler or compiler wrote. */
export class MinifiedFrame {
  /** @example "t" */
  function: string | null;

  /** @example "https://school.example/assets/app-1f9c.js" */
  file: string;

  /** @example 1 */
  line: number;

  /** @example 48213 */
  column: number;
}

/** A call, as it is stored and shown. */
export class StackFrameView {
  /**
   * Null for anonymous functions.
   * @example "checkId"
   */
  function: string | null;

  /** @example "/app/dist/students/check-id.js" */
  file: string;

  /** The package, or the module of Python. */
  module: string | null;

  /** @example 12 */
  line: number | null;

  /** @example 11 */
  column: number | null;

  /** False for the runtime, the standard library and installed packages. */
  in_app: boolean;

  /** Source lines before the one that was running. */
  pre_context: string[];

  context_line: string | null;
  post_context: string[];

  /** Only with a source map: what the runtime told. The rest is then as the source has it. */
  minified?: MinifiedFrame;

  /** Only without a source map yet: the id by which an SDK knows the file. */
  debug_id?: string;
}

/** The exception that was thrown, or one that caused it. */
export class ExceptionView {
  /** @example "ValidationError" */
  type: string;

  /** @example "Invalid student ID format" */
  message: string;

  /** Innermost first. */
  frames: StackFrameView[];
}
