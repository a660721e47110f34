import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import type { Session } from './session.js';

/** The sessions that were signed out of, of all replicas and through restarts. */
@Injectable()
export class EndedSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async has(id: string): Promise<boolean> {
    const rows = await this.database.query('select from ended_sessions where session_id = $1', [id]);
    return rows.length > 0;
  }

  /** Those that can be forgotten go on the way, so the table is as long as what was ended in the life of one session. */
  async add({ id, endsAt }: Pick<Session, 'id' | 'endsAt'>, tx: Transaction): Promise<void> {
    await tx.query('delete from ended_sessions where ends_at < $1', [new Date(this.clock.now())]);
    await tx.query('insert into ended_sessions (session_id, ends_at) values ($1, $2) on conflict do nothing', [
      id,
      new Date(endsAt),
    ]);
  }
}
