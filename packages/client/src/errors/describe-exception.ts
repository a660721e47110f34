import type { ErrorItem, ExceptionItem } from '../signals.js';
import { readStack } from './read-stack.js';

/** Long texts are cut: an error is kept for what it says, not for the data it drags along. */
const LONGEST_MESSAGE = 4_096;
const LONGEST_STACK = 16_384;
/** Causes and members of aggregates, together with what was thrown. */
const MAX_EXCEPTIONS = 8;

/** Name, message and stack of anything that can be thrown, and of what caused it. */
export function describeException(exception: unknown): Pick<ErrorItem, 'type' | 'message' | 'stack' | 'exceptions'> {
  const named = nameOf(exception);
  const stack = exception instanceof Error ? stackOf(exception) : undefined;
  if (!(exception instanceof Error) || !stack) return named;
  const exceptions = chainOf(exception).map(asItem);
  // Without frames of V8's form the service reads the text itself.
  return { ...named, stack, ...(exceptions[0]!.frames.length > 0 ? { exceptions } : {}) };
}

/** The thrown one first, then what it collects and what caused it, each once. */
function chainOf(thrown: Error): Error[] {
  const chain = [thrown];
  for (const { cause, errors } of chain as (Error & { errors?: unknown })[]) {
    for (const one of [...(Array.isArray(errors) ? errors : []), cause]) {
      if (one instanceof Error && !chain.includes(one) && chain.length < MAX_EXCEPTIONS) chain.push(one);
    }
  }
  return chain;
}

function asItem(exception: Error): ExceptionItem {
  return { ...nameOf(exception), frames: readStack(stackOf(exception) ?? '') };
}

/** What anything that can be thrown is called, and says. */
export function nameOf(exception: unknown): { type: string; message: string } {
  if (!(exception instanceof Error)) return { type: 'NonError', message: String(exception).slice(0, LONGEST_MESSAGE) };
  // Many classes keep the name "Error" (node-postgres: "error"); the class then says more.
  const name = String(exception.name);
  const type = (name.toLowerCase() === 'error' ? exception.constructor.name : name) || 'Error';
  return { type, message: String(exception.message).slice(0, LONGEST_MESSAGE) || type };
}

function stackOf({ stack }: Error): string | undefined {
  return typeof stack === 'string' ? stack.slice(0, LONGEST_STACK) : undefined;
}
