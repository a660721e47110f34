import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { decodeCursor, encodeCursor } from '../http/page.js';
import type { AuditEntryView, AuditFilter, AuditPage } from './audit.dto.js';

type AuditRow = Omit<AuditEntryView, 'recorded_at'> & { recorded_at: Date };

/** Reads the audit trail, newest first. */
@Injectable()
export class AuditQuery {
  constructor(private readonly database: Database) {}

  async list(filter: AuditFilter): Promise<AuditPage> {
    const limit = filter.limit ?? 100;
    const [beforeAt, beforeId] = filter.cursor ? decodeCursor(filter.cursor, 2) : [null, null];
    const rows = await this.database.query<AuditRow>(
      `select id, recorded_at, actor, action, target_type, target_id, details, request_id, ip_address from audit_entries
       where ($1::text is null or actor = $1) and ($2::text is null or action = $2)
         and ($3::timestamptz is null or (recorded_at, id) < ($3, $4::uuid))
       order by recorded_at desc, id desc limit $5`,
      [filter.actor ?? null, filter.action ?? null, beforeAt, beforeId, limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, recorded_at: row.recorded_at.toISOString() }));
    const last = items.at(-1);
    return { items, next_cursor: rows.length > limit && last ? encodeCursor([last.recorded_at, last.id]) : null };
  }
}
