import type { ExceptionView, StackFrameView } from './exception.dto.js';
import type { ExceptionInfo, StackFrame } from './grouping/exception.js';

/** Exceptions as they are stored and shown. */
export function viewExceptions(exceptions: readonly ExceptionInfo[]): ExceptionView[] {
  return exceptions.map(({ type, message, frames }) => ({ type, message, frames: frames.map(viewFrame) }));
}

function viewFrame(frame: StackFrame): StackFrameView {
  return {
    function: frame.function || null,
    file: frame.file,
    module: frame.module ?? null,
    line: frame.line ?? null,
    column: frame.column ?? null,
    in_app: frame.inApp,
    pre_context: frame.preContext ?? [],
    context_line: frame.contextLine ?? null,
    post_context: frame.postContext ?? [],
  };
}
