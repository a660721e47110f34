import type { RedactionRule } from '../config/redaction-rules.js';

/** What stands where a secret stood; `shape` is one that the configuration describes. */
export function markOf(rule: RedactionRule | 'shape'): string {
  return `[redacted:${rule}]`;
}
