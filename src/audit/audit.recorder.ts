import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.js';
import { storableJson } from '../database/storable-text.js';
import type { Actor } from '../http/principal.js';
import { Clock } from '../jobs/clock.js';

/** One act to put on record. */
export interface AuditRecord {
  actor: Actor;
  /** What happened, as thing and past participle: `ingest_key.created`. */
  action: string;
  targetType: string;
  targetId?: string;
  /** What changed; never a secret. */
  details?: Record<string, unknown>;
}

/** Writes the audit trail. */
@Injectable()
export class AuditRecorder {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param tx the transaction of the act itself, so that neither stands without the other */
  async record(entry: AuditRecord, tx: Transaction = this.database): Promise<void> {
    await tx.query(
      `insert into audit_entries (id, recorded_at, actor, action, target_type, target_id, details, request_id, ip_address)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        randomUUID(),
        new Date(this.clock.now()),
        entry.actor.name,
        entry.action,
        entry.targetType,
        entry.targetId ?? null,
        storableJson(entry.details ?? {}),
        entry.actor.requestId,
        entry.actor.ipAddress,
      ],
    );
  }
}
