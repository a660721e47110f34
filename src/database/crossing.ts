/** SQLSTATE of a key that exists already, and of a deadlock. */
const CROSSINGS = new Set(['23505', '40P01']);

/** Whether a transaction failed because the same rows are there already, or another one writes them: it is to be repeated another way. */
export function isCrossing(fault: unknown): boolean {
  return CROSSINGS.has((fault as { code?: string } | undefined)?.code ?? '');
}
