import type { Finding } from './finding.js';

/** One question. */
export interface Check {
  readonly name: string;
  /** The checks before it without which it would only tell the same again. */
  readonly needs: readonly string[];
  readonly run: () => Finding | Promise<Finding>;
}

/** Does one check after the other, without those whose needs are not met. @returns how many failed */
export async function examine(
  checks: readonly Check[],
  tell: (name: string, finding: Finding) => void,
): Promise<number> {
  /** What failed or was skipped, with the failure behind it. */
  const unmet = new Map<string, string>();
  let failures = 0;
  for (const { name, needs, run } of checks) {
    const missing = needs.find((need) => unmet.has(need));
    const cause = missing === undefined ? undefined : unmet.get(missing);
    const finding: Finding = cause ? { outcome: 'skipped', message: `as "${cause}" failed` } : await run();
    if (finding.outcome === 'failed') failures++;
    if (finding.outcome === 'failed' || finding.outcome === 'skipped') unmet.set(name, cause ?? name);
    tell(name, finding);
  }
  return failures;
}
