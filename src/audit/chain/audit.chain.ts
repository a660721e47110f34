import { Injectable } from '@nestjs/common';
import type { OpenTransaction } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { Clock } from '../../jobs/clock.js';
import type { AuditEntryView } from '../audit.dto.js';
import { entryHash, type UnhashedEntry } from './entry-hash.js';

/** What is to be put on record, before it has a place in the chain. */
export type AuditDraft = Omit<UnhashedEntry, 'sequence' | 'recorded_at' | 'previous_hash'>;

const INSERT = `
with head as (update audit_head set sequence = $2, hash = decode($3, 'hex'), recorded_at = $4)
insert into audit_entries (sequence, id, recorded_at, occurred_at, service, actor, action, target_type, target_id, before, after, details,
  request_id, trace_id, ip_address, reported_by, previous_hash, hash)
select sequence, id, recorded_at, occurred_at, service, actor, action, target_type, target_id, before, after, details, request_id, trace_id,
  ip_address, reported_by, decode(previous_hash, 'hex'), decode(hash, 'hex')
from json_to_recordset($1::json) as row (sequence bigint, id text, recorded_at timestamptz, occurred_at timestamptz, service text,
  actor text, action text, target_type text, target_id text, before jsonb, after jsonb, details jsonb, request_id text, trace_id text,
  ip_address text, reported_by text, previous_hash text, hash text)`;

/** Adds entries to the end of the chain. */
@Injectable()
export class AuditChain {
  constructor(private readonly clock: Clock) {}

  /**
   * Writes entries in the order given; those whose id is there already are left out. From here to the end of the transaction nobody else adds
   * any, so it is to be the last thing the transaction does.
   */
  async append(tx: OpenTransaction, drafts: readonly AuditDraft[]): Promise<void> {
    const [head] = await tx.query<{ sequence: number; hash: string; recorded_at: Date }>(
      `select sequence::float8 as sequence, encode(hash, 'hex') as hash, recorded_at from audit_head for update`,
    );
    const fresh = await leaveOutKnown(tx, drafts);
    if (fresh.length === 0) return;
    // Clocks of replicas differ: the time never runs backwards along the chain.
    const at = new Date(Math.max(this.clock.now(), head!.recorded_at.getTime()));
    const recorded_at = at.toISOString();
    let { sequence, hash } = head!;
    const entries = fresh.map((draft): AuditEntryView => {
      const entry = { ...storable(draft), sequence: ++sequence, recorded_at, previous_hash: hash };
      hash = entryHash(entry);
      return { ...entry, hash };
    });
    await tx.queryPrepared('append-audit-entries', INSERT, [JSON.stringify(entries), sequence, hash, at]);
  }
}

/** The hash is of what PostgreSQL can hold. */
function storable(draft: AuditDraft): AuditDraft {
  return JSON.parse(storableJson(draft)) as AuditDraft;
}

async function leaveOutKnown(tx: OpenTransaction, drafts: readonly AuditDraft[]): Promise<AuditDraft[]> {
  const rows = await tx.queryPrepared<{ id: string }>(
    'find-audit-entries',
    'select id from audit_entries where id = any($1::text[])',
    [drafts.map(({ id }) => id)],
  );
  const known = new Set(rows.map(({ id }) => id));
  return drafts.filter(({ id }) => !known.has(id) && known.add(id));
}
