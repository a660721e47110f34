import { createHash } from 'node:crypto';
import { isDefaultPart } from '../fingerprint-rules/fingerprint-rule.js';
import type { MatchedRule } from '../fingerprint-rules/match-rules.js';
import { type Choice, chooseCause } from './choose-cause.js';
import type { ExceptionInfo } from './exception.js';
import { describePlace } from './own-calls.js';

/** What decides which group an error belongs to. */
export interface GroupableError {
  service: string;
  errorType: string;
  errorMessage: string;
  /** The thrown one first, then its causes, the deepest last; of an aggregate its members after it. */
  exceptions: readonly ExceptionInfo[];
  /** The sender's own; `{{ default }}` among its parts stands for what would be used without it. */
  fingerprint?: readonly string[];
  /** The fingerprint rule it meets; its `{{ default }}` stands for what would be used without it, the sender's included. */
  rule?: MatchedRule;
}

/** The group of an error and why it is that. */
export interface ErrorGrouping {
  /** A UUID made from the service and the fingerprint. */
  groupId: string;
  /** The place in the code that is to blame. */
  culprit: string | undefined;
  /** What is the same in all errors of the group, in words for people. */
  fingerprint: string[];
  /** A fingerprint rule or the sender's, the calls on the stack, or the words of the message. */
  reason: 'rule' | 'stack' | 'message';
  /** The reason in a sentence. */
  explanation: string;
}

const MAX_CULPRIT = 512;
const MAX_PARTS = 32;
const MAX_PART = 1024;

/**
 * Errors of one service belong together when the exception at their root has the same type and the same innermost calls of the
 * service's own code, or, without such calls, the same message but for what varies. How it is chosen: docs/errors.md, Grouping.
 */
export function groupError(error: GroupableError): ErrorGrouping {
  const exceptions = asExceptions(error);
  const own = chooseCause(exceptions);
  const asked = applyParts(error.fingerprint, own, 'The sender set this fingerprint.');
  const { fingerprint, reason, explanation } = applyParts(
    error.rule?.fingerprint,
    asked,
    `The fingerprint rule "${error.rule?.name}".`,
  );
  const hex = createHash('sha256')
    .update(JSON.stringify([error.service, reason, ...fingerprint]))
    .digest('hex');
  const place = (own.blamed ?? exceptions[0]!).frames.find((frame) => frame.inApp);
  return {
    groupId: asUuid(hex),
    culprit: place && describePlace(place).slice(0, MAX_CULPRIT),
    fingerprint: fingerprint.map((part) => part.slice(0, MAX_PART)),
    reason,
    explanation,
  };
}

/** What was thrown may have been told without saying what it is: a message with a stack, or no stack at all. */
function asExceptions({ errorType, errorMessage, exceptions }: GroupableError): ExceptionInfo[] {
  const [thrown, ...others] = exceptions;
  const type = thrown?.type || errorType;
  return [{ type, message: thrown?.message || errorMessage, frames: thrown?.frames ?? [] }, ...others];
}

function applyParts(parts: readonly string[] | undefined, byDefault: Choice, explanation: string): Choice {
  if (!parts || parts.every(isDefaultPart)) return byDefault;
  const fingerprint = parts
    .slice(0, MAX_PARTS)
    .flatMap((part) => (isDefaultPart(part) ? byDefault.fingerprint : [part]));
  return { fingerprint, reason: 'rule', explanation };
}

/** The first 128 bits of a hash in the form of an RFC 9562 version 8 (custom) UUID. */
function asUuid(hex: string): string {
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
