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
