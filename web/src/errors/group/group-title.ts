import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';

const MOST = 160;

/** "1 event", "12 events", "3.1 k events". */
export function countOf(count: number, noun: 'event' | 'group' | 'call'): string {
  return `${spell(formatCount(count))} ${noun}${count === 1 ? '' : 's'}`;
}

/** The type of an error without its package: `java.sql.SQLException` is `SQLException`. */
export function shortType(type: string): string {
  return /^[\w$]+(?:[.:/\\]+[\w$]+)+$/.test(type) ? type.split(/[.:/\\]+/).at(-1)! : type;
}

/** The first line of a message that says something, cut where it is longer than somebody reads. */
export function shortMessage(message: string, most = MOST): string {
  const line = message.split('\n').find((text) => text.trim() !== '') ?? '';
  const text = line.trim().replace(/\s+/g, ' ');
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** A group in one line: "ValidationError: Invalid student ID format". */
export function titleOf({ error_type, error_message }: { error_type: string; error_message: string }): string {
  const message = shortMessage(error_message);
  return message === '' ? shortType(error_type) : `${shortType(error_type)}: ${message}`;
}
