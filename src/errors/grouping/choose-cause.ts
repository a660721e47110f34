import type { ExceptionInfo } from './exception.js';
import { normalizeMessage } from './message-template.js';
import { type OwnCalls, ownCalls, pathOf } from './own-calls.js';

/** What the errors of a group have in common, and why that was chosen. */
export interface Choice {
  fingerprint: string[];
  reason: 'rule' | 'stack' | 'message';
  /** The reason in a sentence. */
  explanation: string;
  /** The exception whose calls decide. */
  blamed?: ExceptionInfo;
}

interface Examined extends OwnCalls {
  exception: ExceptionInfo;
}

/** Kinds of errors that only collect others. */
const AGGREGATE = /(?:AggregateError|AggregateException|ExceptionGroup|MultiError)$/;
const MEMBERS_COMPARED = 10;

/**
 * Chooses, of an error's exceptions, what its group is made of: of a chain of causes the deepest with calls of the service's own
 * code, with the root below it; of an aggregate its members, each kind once, in any order.
 *
 * @param exceptions at least one: the thrown, then its causes, the deepest last; of an aggregate its members after it
 */
export function chooseCause(exceptions: readonly ExceptionInfo[]): Choice {
  const examined = exceptions.map((exception) => ({ exception, ...ownCalls(exception) }));
  const aggregate = exceptions.findIndex(({ type }, at) => AGGREGATE.test(type) && at < exceptions.length - 1);
  if (aggregate < 0) return chooseOfChain(examined);
  const members = examined.slice(aggregate + 1);
  const kinds = new Set(members.map((member) => JSON.stringify(signature(member))));
  const compared = [...kinds].sort().slice(0, MEMBERS_COMPARED);
  const fingerprint = compared.flatMap((kind) => JSON.parse(kind) as string[]);
  const collected = `of the errors that ${exceptions[aggregate]!.type} collects`;
  const blamed = members.find(hasOwnCalls)?.exception;
  if (blamed) return { fingerprint, reason: 'stack', explanation: `The service's own calls ${collected}.`, blamed };
  const around = chooseOfChain(examined.slice(0, aggregate + 1));
  if (around.blamed) return { ...around, fingerprint: [...around.fingerprint, ...fingerprint] };
  return { fingerprint, reason: 'message', explanation: `The messages ${collected}: no call is the service's own.` };
}

function chooseOfChain(chain: readonly Examined[]): Choice {
  const at = decisive(chain);
  const blamed = chain[at];
  if (!blamed) {
    const fingerprint = [...signature(chain[0]!), ...(chain.length > 1 ? signature(chain.at(-1)!) : [])];
    const explanation = "The type and the words of the message: no call is the service's own.";
    return { fingerprint, reason: 'message', explanation };
  }
  const whose = at === 0 ? 'the error' : `its cause ${blamed.exception.type}`;
  const words = blamed.needsMessage ? ', and the words of its message' : '';
  return {
    fingerprint: [...signature(blamed), ...signatureBelow(chain.slice(at + 1))],
    reason: 'stack',
    explanation: `The service's own call where ${whose} was thrown${words}.`,
    blamed: blamed.exception,
  };
}

/** The deepest exception with own calls that those around it only pass on. @returns -1 if none has own calls */
function decisive(chain: readonly Examined[]): number {
  let at = chain.findIndex(hasOwnCalls);
  for (let next = at + 1; at >= 0 && next < chain.length; next++) {
    if (!hasOwnCalls(chain[next]!)) continue;
    if (!passesOn(chain[at]!.exception, chain[next]!.exception)) break;
    at = next;
  }
  return at;
}

/**
 * An error with a cause passes it on. But Python also names what was being handled when something else went wrong: there only an
 * exception thrown by a function that the other went through is about the other.
 */
function passesOn(around: ExceptionInfo, cause: ExceptionInfo): boolean {
  if (!around.frames.some((frame) => frame.file.endsWith('.py'))) return true;
  return pathOf(cause).includes(pathOf(around)[0]!);
}

/** Causes without own calls, below the exception that decides, tell why a library gave up: the deepest of them. */
function signatureBelow(causes: readonly Examined[]): string[] {
  const end = causes.findIndex(hasOwnCalls);
  const root = causes.slice(0, end < 0 ? undefined : end).at(-1);
  return root ? signature(root) : [];
}

/** The type, the own calls and, where they are missing or say too little, the words of the message. */
function signature({ exception, calls, needsMessage }: Examined): string[] {
  const words = needsMessage || calls.length === 0 ? [normalizeMessage(exception.message)] : [];
  return [stableType(exception.type), ...calls, ...words];
}

function hasOwnCalls({ calls }: Examined): boolean {
  return calls.length > 0;
}

/** The name of a class without its package, what bundlers add to it, or what minifiers make of it. */
function stableType(type: string): string {
  const name = type
    .split(/\.|::/)
    .at(-1)!
    .replace(/ ?\[.*$/, '')
    .replace(/\$\d+$/, '')
    .replace(/^_(?=[A-Z])/, '');
  return /^[\w$]{0,2}$/.test(name) ? 'Error' : name;
}
