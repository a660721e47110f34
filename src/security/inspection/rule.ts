import type { DecodedValue } from './decode-value.js';

export const ATTACK_CLASSES = [
  'sql_injection',
  'xss',
  'path_traversal',
  'command_injection',
  'ssrf',
  'template_injection',
  'scanner_probe',
] as const;
export type AttackClass = (typeof ATTACK_CLASSES)[number];

/** How much is taken for an attack: 1 what hardly anything harmless looks like, 4 nearly everything that is not a plain word. */
export type Paranoia = 1 | 2 | 3 | 4;

/** What the OWASP Core Rule Set scores a match of each severity with, and the score from which a request is an attack. */
export const CRITICAL = 5;
export const ERROR = 4;
export const WARNING = 3;
export const NOTICE = 2;
export const THRESHOLD = 5;

/** One sign of an attack. */
export interface Rule {
  readonly id: string;
  /** The lowest level at which it counts. */
  readonly paranoia: Paranoia;
  readonly weight: number;
  /** What it weighs in free text, where people talk about code and quote it; 0 if left out. */
  readonly prose?: number;
  /** On the decoded text, in small letters and with single blanks; takes linear time. A function gives back what it found. */
  readonly test: RegExp | ((value: DecodedValue) => string | undefined);
  /** What it recognises, and the rule of the Core Rule Set (CRS) or the paper it follows. */
  readonly why: string;
}

/** Which values a set of rules is about. */
export interface RuleSet {
  readonly attackClass: AttackClass;
  /** What every value has in it that a rule of level 1 or 2 matches. */
  readonly gate: RegExp;
  /** Whether the rules are about a place such as `path`, `query.id` or `header.user-agent`; all if left out. */
  readonly isAbout?: (field: string) => boolean;
  /** Undoes what the attacked language would: comments of SQL, quotes of a shell. */
  readonly prepare?: (text: string) => string;
  readonly rules: readonly Rule[];
}
