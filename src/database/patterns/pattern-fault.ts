/** A regular expression that is none, or is not taken; the message continues "the pattern …". */
export class PatternFault extends Error {}
