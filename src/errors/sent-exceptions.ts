import { cutText } from '../database/storable-text.js';
import { type ExceptionInfo, MAX_EXCEPTIONS, MAX_FRAMES, type StackFrame } from './grouping/exception.js';
import { isInApp } from './grouping/in-app.js';

/** An exception as it is sent, once its types have been checked. */
export interface SentException {
  type: string;
  message?: string | null;
  frames?: SentFrame[] | null;
}

interface SentFrame {
  function?: string | null;
  file: string;
  module?: string | null;
  line?: number | null;
  column?: number | null;
  in_app?: boolean | null;
  pre_context?: string[] | null;
  context_line?: string | null;
  post_context?: string[] | null;
}

const MAX_TYPE = 256;
const MAX_MESSAGE = 8192;
const MAX_NAME = 512;
/** Source lines on each side of the one that threw, and their longest. */
const MAX_CONTEXT = 5;
const MAX_SOURCE_LINE = 300;

const text = { type: 'string' };
const optional = { type: 'string', nullable: true };
const position = { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1, nullable: true };
const lines = { type: 'array', items: text, nullable: true };

/** Of the types alone: what is too long is cut, for an error that is too long is an error all the same. */
export const EXCEPTIONS_SCHEMA = {
  type: 'array',
  nullable: true,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['type'],
    properties: {
      type: text,
      message: optional,
      frames: {
        type: 'array',
        nullable: true,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['file'],
          properties: {
            function: optional,
            file: text,
            module: optional,
            line: position,
            column: position,
            in_app: { type: 'boolean', nullable: true },
            pre_context: lines,
            context_line: optional,
            post_context: lines,
          },
        },
      },
    },
  },
};

/** Exceptions as they are grouped and stored. */
export function readSentExceptions(sent: readonly SentException[]): ExceptionInfo[] {
  return sent.slice(0, MAX_EXCEPTIONS).map(({ type, message, frames }) => ({
    type: type.slice(0, MAX_TYPE),
    message: cutText(message ?? '', MAX_MESSAGE),
    frames: (frames ?? []).slice(0, MAX_FRAMES).map(readFrame),
  }));
}

function readFrame(sent: SentFrame): StackFrame {
  const file = sent.file.slice(0, MAX_NAME);
  const module = sent.module?.slice(0, MAX_NAME);
  return {
    function: sent.function?.slice(0, MAX_NAME) ?? '',
    file,
    module,
    line: sent.line ?? undefined,
    column: sent.column ?? undefined,
    inApp: sent.in_app !== false && isInApp(file, module),
    preContext: sent.pre_context?.slice(-MAX_CONTEXT).map(cut),
    contextLine: sent.context_line == null ? undefined : cut(sent.context_line),
    postContext: sent.post_context?.slice(0, MAX_CONTEXT).map(cut),
  };
}

function cut(line: string): string {
  return line.slice(0, MAX_SOURCE_LINE);
}
