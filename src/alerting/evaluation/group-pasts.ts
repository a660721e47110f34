import type { Transaction } from '../../database/database.js';
import type { GroupPast } from './evaluate-rule.js';

/**
 * The last alerts of each group of some rules, by fingerprint.
 *
 * @param rules `notifiedSince` and `firedSince` (epoch ms) say how far back
 */
export async function groupPasts(
  tx: Transaction,
  rules: readonly { ruleId: string; notifiedSince: number }[],
  firedSince: number,
): Promise<Map<string, GroupPast>> {
  // Who was told was told after it fired: of the two times the later one is in the index.
  const rows = await tx.query<{ fingerprint: string; at: Date | null; firings: number }>(
    `select fingerprint, max(notified_at) filter (where notified_at > since) as at, count(*) filter (where fired_at > $3)::int as firings
     from unnest($1::uuid[], $2::timestamptz[]) as rules (rule_id, since) join alert_instances using (rule_id)
     where coalesce(notified_at, fired_at) > least(since, $3) group by fingerprint`,
    [
      rules.map(({ ruleId }) => ruleId),
      rules.map(({ notifiedSince }) => new Date(notifiedSince)),
      new Date(firedSince),
    ],
  );
  return new Map(
    rows.map(({ fingerprint, at, firings }) => [fingerprint, { lastNotifiedAt: at?.getTime() ?? null, firings }]),
  );
}
