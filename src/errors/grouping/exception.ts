/** One call of a stack. */
export interface StackFrame {
  /** Empty for anonymous functions. */
  function: string;
  file: string;
  /** The package, or the module of Python. */
  module?: string;
  /** Both count from 1. */
  line?: number;
  column?: number;
  /** False for the runtime, the standard library and installed packages. */
  inApp: boolean;
  preContext?: string[];
  contextLine?: string;
  postContext?: string[];
}

/** One of the exceptions of an error: the one that was thrown, or what caused it. */
export interface ExceptionInfo {
  type: string;
  message: string;
  /** Innermost first, at most 100. */
  frames: StackFrame[];
}
