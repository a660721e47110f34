import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import type { OpenTransaction } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import type { Actor } from '../../http/principal.js';

/** One thing that was done to a group. */
export interface Act {
  readonly kind: 'resolved' | 'ignored' | 'reopened' | 'assigned' | 'commented' | 'merged' | 'unmerged';
  readonly details: Record<string, unknown>;
}

/** Keeps what people do to groups, in their history and the audit trail. */
@Injectable()
export class GroupHistory {
  constructor(private readonly audit: AuditRecorder) {}

  /** @param tx the transaction of the act itself */
  async note(tx: OpenTransaction, groupId: string, { kind, details }: Act, actor: Actor): Promise<void> {
    await tx.query(
      'insert into error_group_events (group_id, at, kind, actor, details) values ($1, now(), $2, $3, $4)',
      [groupId, kind, actor.name, storableJson(details)],
    );
    const entry = { actor, action: `error_group.${kind}`, targetType: 'error_group', targetId: groupId, details };
    await this.audit.record(entry, tx);
  }
}
