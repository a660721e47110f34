import type { StackFrame } from '../../group/group.js';

/** One line of source around a call. */
export interface SourceLine {
  /** Null where the call's line is not known. */
  readonly number: number | null;
  readonly text: string;
  /** How many lines it is below the one that was running. */
  readonly offset: number;
  /** Whether it is the one that was running. */
  readonly isCall: boolean;
}

/** The source around a call with the numbers of its lines, without the indentation that all of them have. */
export function sourceLines(frame: StackFrame): SourceLine[] {
  if (frame.context_line === null) return [];
  const before = frame.pre_context.length;
  const texts = [...frame.pre_context, frame.context_line, ...frame.post_context].map((text) =>
    text.replaceAll('\t', '    '),
  );
  const margin = Math.min(...texts.filter((text) => text.trim() !== '').map((text) => text.search(/\S/)));
  return texts.map((text, index) => ({
    number: frame.line === null ? null : frame.line - before + index,
    text: Number.isFinite(margin) ? text.slice(margin) : text,
    offset: index - before,
    isCall: index === before,
  }));
}

/** Where a call is: "src/seats.ts:7:12". */
export function placeOf({ file, line, column }: Pick<StackFrame, 'file' | 'line' | 'column'>): string {
  return [file, line, line === null ? null : column].filter((part) => part !== null).join(':');
}

/** A path by its last parts, as much as tells files apart at a glance. */
export function shortFile(file: string, parts = 3): string {
  const all = file.split(/[?#]/)[0]!.split(/[\\/]+/);
  return all.length <= parts ? file : `…/${all.slice(-parts).join('/')}`;
}

/** A call as the runtime told it, before a source map was applied. */
export function rawFrame(frame: StackFrame): StackFrame {
  if (frame.minified === undefined) return frame;
  return { ...frame, ...frame.minified, pre_context: [], context_line: null, post_context: [] };
}

/** Whether a source map told something of one of these calls. */
export function isMapped(frames: readonly StackFrame[]): boolean {
  return frames.some(({ minified }) => minified !== undefined);
}
