import type { DecisionRow } from './decision.rows.js';

/** An open decision when the like is decided again: it holds until the later end, and blocks if either does. */
export function extendDecision(open: DecisionRow, again: Pick<DecisionRow, 'action' | 'expires_at'>): DecisionRow {
  return {
    ...open,
    action: open.action === 'block' ? 'block' : again.action,
    expires_at: laterEnd(open.expires_at, again.expires_at),
  };
}

function laterEnd(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return null;
  return one < other ? other : one;
}
