import { createHash } from 'node:crypto';
import { readFrames, type StackFrame } from './stack-frames.js';

/** What decides which group an error belongs to. */
export interface GroupableError {
  service: string;
  errorType: string;
  errorMessage: string;
  stackTrace?: string;
}

/** The group of an error: its id (a UUID made from the fingerprint) and the place in the code that is to blame. */
export interface ErrorGrouping {
  groupId: string;
  culprit: string | undefined;
}

/** Callers further out than this differ by the way in, not by the cause. */
const FRAMES_COMPARED = 5;
const MAX_CULPRIT = 512;

/**
 * Errors of one service and type belong together when their innermost frames of the service's own code are the same
 * (function and file, not the line, which every release moves), or, without such frames, when their messages are the
 * same but for what varies: ids, numbers, addresses, quoted values.
 */
export function groupError(error: GroupableError): ErrorGrouping {
  const frames = error.stackTrace ? ownFrames(error.stackTrace) : [];
  const cause = frames.length > 0 ? frames : [normalizeMessage(error.errorMessage)];
  const parts = [error.service, error.errorType, frames.length > 0 ? 'stack' : 'message', ...cause];
  const hex = createHash('sha256').update(parts.join('\0')).digest('hex');
  return { groupId: asUuid(hex), culprit: frames[0]?.slice(0, MAX_CULPRIT) };
}

const VARYING: [RegExp, string][] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s'"<>]+/gi, '<url>'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '<email>'],
  [/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/g, '<time>'],
  [/"[^"\n]*"|'[^'\n]*'|`[^`\n]*`/g, '<value>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<ip>'],
  [/\b0x[0-9a-f]+\b|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<hex>'],
  [/[+-]?\d+(?:[.,]\d+)*/g, '<number>'],
];

/** The first part of a message decides: what follows is usually a dump of data. */
const MESSAGE_COMPARED = 1000;

/** A message with what varies from one event to the next replaced by a placeholder. */
export function normalizeMessage(message: string): string {
  let normal = message.slice(0, MESSAGE_COMPARED);
  for (const [pattern, placeholder] of VARYING) normal = normal.replace(pattern, placeholder);
  return normal.replace(/\s+/g, ' ').trim();
}

/** The innermost frames of the service's own code, in words that stay the same from one release to the next. */
function ownFrames(stack: string): string[] {
  const own: string[] = [];
  for (const frame of readFrames(stack)) {
    if (frame.inApp) own.push(describe(frame));
    if (own.length === FRAMES_COMPARED) break;
  }
  return own;
}

function describe(frame: StackFrame): string {
  return frame.function ? `${frame.function} (${stableFile(frame.file)})` : stableFile(frame.file);
}

/** The file as it is the same on every host and in every build: its last two parts, without a bundler's hash. */
function stableFile(file: string): string {
  return file
    .split(/[\\/]/)
    .slice(-2)
    .join('/')
    .replace(/[.-](?=[0-9a-zA-Z_]*\d)[0-9a-zA-Z_]{8,}(?=\.\w+$)/, '');
}

/** The first 128 bits of a hash in the form of an RFC 9562 version 8 (custom) UUID. */
function asUuid(hex: string): string {
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
