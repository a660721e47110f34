import type { components } from '../../api/schema.js';

/** Errors of one service with one cause, as the list has them. */
export type ErrorGroup = components['schemas']['ErrorGroupView'];
/** A group with its history and its newest event. */
export type ErrorGroupDetail = components['schemas']['ErrorGroupDetail'];
/** One error that happened. */
export type ErrorEvent = components['schemas']['ErrorView'];
/** An exception of an error, with its stack. */
export type ErrorException = NonNullable<ErrorEvent['exceptions']>[number];
/** One call on a stack. */
export type StackFrame = ErrorException['frames'][number];
/** What may be changed of a group. */
export type GroupChange = components['schemas']['ErrorGroupChange'];
