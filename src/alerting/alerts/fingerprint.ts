import { createHash } from 'node:crypto';

/**
 * Tells what is affected: the same rule and group, or the same source and name of a manual alert, with the same tags
 * in any order, have the same fingerprint.
 */
export function fingerprint(origin: readonly string[], tags: Record<string, string>): string {
  const group = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([...origin, group]))
    .digest('hex');
}
