import { parseTime } from './time.js';

/** Reads a time of a body for `@Transform`: ISO 8601 or epoch milliseconds in, epoch milliseconds out; what is none is left for the check. */
export const asTime = ({ value }: { value: unknown }): unknown => parseTime(value) ?? value;

/** What `@IsInt` says of a time that is none. */
export const timeFault = { message: '$property must be a time: ISO 8601 with its zone, or epoch milliseconds' };
