import { createHash } from 'node:crypto';
import type { Subject } from '../subjects/subject.js';
import { SubjectSet } from '../subjects/subject-set.js';
import type { DecisionList } from './decision.dto.js';
import { type DecisionRow, viewDecision } from './decision.rows.js';

/** A list, and the tag that changes with it. */
export interface TaggedList {
  list: DecisionList;
  etag: string;
}

/** The decisions that hold until the first of them runs out. */
export class OpenDecisions {
  /** Of what decisions block, whether the allow list has it or not. */
  readonly blocked: SubjectSet;
  /** When the first runs out, epoch ms. */
  private readonly endsAt: number;
  private listed: (TaggedList & { allowed: readonly Subject[] }) | undefined;

  constructor(private readonly rows: readonly DecisionRow[]) {
    this.blocked = new SubjectSet(rows.filter(({ action }) => action === 'block'));
    this.endsAt = rows.reduce((first, row) => Math.min(first, endOf(row)), Infinity);
  }

  /** Those of them that hold at a time, epoch ms. */
  at(now: number): OpenDecisions {
    return now < this.endsAt ? this : new OpenDecisions(this.rows.filter((row) => endOf(row) > now));
  }

  /** Without those about who is allowed. Made once: many services ask every few seconds. */
  list(allowed: readonly Subject[]): TaggedList {
    if (this.listed?.allowed !== allowed) this.listed = { ...this.makeList(allowed), allowed };
    return this.listed;
  }

  private makeList(allowed: readonly Subject[]): TaggedList {
    const allowedSet = new SubjectSet(allowed);
    const list: DecisionList = {
      items: this.rows.filter((row) => !holds(allowedSet, row)).map(viewDecision),
      next_cursor: null,
      allowed: allowed.map(({ scope, value }) => ({ scope, value })),
    };
    const hash = createHash('sha256').update(JSON.stringify(list)).digest('base64url');
    return { list, etag: `"${hash.slice(0, 22)}"` };
  }
}

function holds(set: SubjectSet, { scope, value }: Subject): boolean {
  if (scope === 'network') return false;
  return scope === 'user_id' ? set.has(undefined, value) : set.has(value);
}

function endOf({ expires_at }: DecisionRow): number {
  return expires_at?.getTime() ?? Infinity;
}
