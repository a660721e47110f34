import { cutText } from '../../database/storable-text.js';
import type { ExceptionInfo, StackFrame } from '../../errors/grouping/exception.js';
import { isInApp } from '../../errors/grouping/in-app.js';
import { isRecord, type JsonRecord, listOf, recordOf, textOf } from './json-record.js';

/** The type of an error that is only a message. */
export const MESSAGE_TYPE = 'Message';

type DebugIds = ReadonlyMap<unknown, string>;

const MAX_EXCEPTIONS = 20;
const MAX_IMAGES = 500;
const MAX_FRAMES = 100;
const MAX_TYPE = 256;
const MAX_MESSAGE = 8192;
const MAX_NAME = 512;
/** Source lines on each side of the one that threw, and their longest. */
const MAX_CONTEXT = 5;
const MAX_SOURCE_LINE = 300;

/**
 * The exceptions of an event, the thrown one first: SDKs send them the other way round, and frames too. An event without any that
 * has a stack (a message that was told to have one) gives it as that of its message.
 */
export function readExceptions(event: JsonRecord, note: (fault: string) => void): ExceptionInfo[] {
  const given = valuesOf(event.exception);
  const readable = given.filter(isRecord);
  if (readable.length < given.length) note(`${given.length - readable.length} of its exceptions are no objects`);
  if (readable.length > MAX_EXCEPTIONS) note(`only ${MAX_EXCEPTIONS} of its ${readable.length} exceptions are kept`);
  const debugIds = readDebugIds(event);
  const exceptions = readable
    .reverse()
    .slice(0, MAX_EXCEPTIONS)
    .map((one) => readException(one, debugIds, note));
  if (exceptions.length > 0) return exceptions;
  const threads = valuesOf(event.threads).filter(isRecord);
  const thread = threads.find(({ crashed, current }) => crashed === true || current === true) ?? threads[0];
  const frames = readFrames(event.stacktrace ?? thread?.stacktrace, debugIds, note);
  return frames.length > 0 ? [{ type: '', message: '', frames }] : [];
}

/** Which build of a minified file ran, by the file's name: what a bundler wrote into it and its source map. */
function readDebugIds(event: JsonRecord): DebugIds {
  const images = listOf(recordOf(event.debug_meta).images).slice(0, MAX_IMAGES).filter(isRecord);
  const named = images.filter(({ type, debug_id }) => type === 'sourcemap' && textOf(debug_id, MAX_NAME) !== undefined);
  return new Map(named.map((image) => [image.code_file, textOf(image.debug_id, MAX_NAME)!.toLowerCase()]));
}

/** Both `{ values: […] }` and the list alone are in use, and the only one without either. */
function valuesOf(value: unknown): readonly unknown[] {
  if (isRecord(value) && !('values' in value)) return [value];
  return Array.isArray(value) ? value : listOf(recordOf(value).values);
}

function readException(one: JsonRecord, debugIds: DebugIds, note: (fault: string) => void): ExceptionInfo {
  return {
    type: isSynthetic(one) ? MESSAGE_TYPE : (textOf(one.type, MAX_TYPE) ?? 'Error'),
    message: cutText(textOf(one.value, MAX_MESSAGE * 2) ?? '', MAX_MESSAGE),
    frames: readFrames(one.stacktrace ?? one.raw_stacktrace, debugIds, note),
  };
}

/** Made by the SDK to have a stack: nobody threw it, and its type says nothing. */
function isSynthetic({ mechanism }: JsonRecord): boolean {
  return recordOf(mechanism).synthetic === true;
}

function readFrames(stacktrace: unknown, debugIds: DebugIds, note: (fault: string) => void): StackFrame[] {
  const given = listOf(recordOf(stacktrace).frames).filter(isRecord);
  if (given.length > MAX_FRAMES) note(`only the innermost ${MAX_FRAMES} of ${given.length} frames are kept`);
  return given
    .slice(-MAX_FRAMES)
    .reverse()
    .map((frame) => readFrame(frame, debugIds));
}

function readFrame(frame: JsonRecord, debugIds: DebugIds): StackFrame {
  const name = textOf(frame.function, MAX_NAME) ?? '';
  const file = textOf(frame.filename, MAX_NAME) ?? textOf(frame.abs_path, MAX_NAME) ?? '';
  const module = textOf(frame.module, MAX_NAME);
  return {
    function: name === '?' || name === '<anonymous>' ? '' : name,
    file: file.replace(/^file:\/\//, ''),
    module,
    line: positionOf(frame.lineno),
    column: positionOf(frame.colno),
    // SDKs for browsers say so of every frame.
    inApp: frame.in_app !== false && isInApp(file, module),
    preContext: sourceLines(frame.pre_context, -MAX_CONTEXT),
    contextLine: typeof frame.context_line === 'string' ? frame.context_line.slice(0, MAX_SOURCE_LINE) : undefined,
    postContext: sourceLines(frame.post_context, 0, MAX_CONTEXT),
    debugId: debugIds.get(frame.abs_path) ?? debugIds.get(frame.filename),
  };
}

function positionOf(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31
    ? (value as number)
    : undefined;
}

function sourceLines(value: unknown, start: number, end?: number): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(start, end).map((text) => (typeof text === 'string' ? text.slice(0, MAX_SOURCE_LINE) : ''));
}
