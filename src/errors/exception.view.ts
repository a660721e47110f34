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
    ...(frame.minified ? { minified: frame.minified } : {}),
    ...(frame.debugId && !frame.minified ? { debug_id: frame.debugId } : {}),
  };
}

/** Whether a source map has told something of it. */
export function isMapped({ frames }: ExceptionInfo): boolean {
  return frames.some(({ minified }) => minified !== undefined);
}

/** Stored exceptions as they came. */
export function readExceptionViews(views: readonly ExceptionView[]): ExceptionInfo[] {
  return views.map(({ type, message, frames }) => ({ type, message, frames: frames.map(readFrameView) }));
}

function readFrameView(view: StackFrameView): StackFrame {
  return {
    function: view.function ?? '',
    file: view.file,
    module: view.module ?? undefined,
    line: view.line ?? undefined,
    column: view.column ?? undefined,
    inApp: view.in_app,
    preContext: view.pre_context,
    contextLine: view.context_line ?? undefined,
    postContext: view.post_context,
    minified: view.minified,
    debugId: view.debug_id,
  };
}
