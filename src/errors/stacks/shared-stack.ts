import { createHash } from 'node:crypto';

/** Stands for the message in a stack that errors share: OBJECT REPLACEMENT CHARACTER, "a placeholder in text for an otherwise unspecified object". */
const MESSAGE = '\u{FFFC}';
/** A shorter one takes less than what it takes to share it. */
const SHORTEST = 256;
const UUID_HEX = 32;

/** A stack as errors of one place share it. */
export interface SharedStack {
  /** A hash of the text, so that every replica gives the same stack the same id. */
  readonly id: string;
  /** With a placeholder for the message. */
  readonly stack: string;
}

/** What a stack has in common with those of other errors that were thrown in the same place; undefined when it is not worth sharing. */
export function shareStack(stack: string, message: string): SharedStack | undefined {
  if (stack.length < SHORTEST || stack.includes(MESSAGE)) return undefined;
  const shared = message === '' ? stack : stack.replaceAll(message, MESSAGE);
  return { id: createHash('sha256').update(shared).digest('hex').slice(0, UUID_HEX), stack: shared };
}

/** The stack of an event `e` whose shared stack, if it has one, is joined as `s`: `left join error_stacks s using (stack_id)`. */
export const STACK_OF_EVENT = `coalesce(e.stack_trace, replace(s.stack, chr(${MESSAGE.codePointAt(0)}), e.error_message))`;
