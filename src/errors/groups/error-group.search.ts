import { Injectable } from '@nestjs/common';
import { containing } from '../../database/conditions.js';
import { Database } from '../../database/database.js';

/** A group that was found. */
export interface FoundErrorGroup {
  group_id: string;
  service: string;
  error_type: string;
  error_message: string;
}

/** The groups that are looked through: those seen last. */
const NEWEST_GROUPS = 20_000;

const FOUND = 'group_id, service, error_type, error_message';

/** Finds groups of errors for those who type: quick rather than complete. */
@Injectable()
export class ErrorGroupSearch {
  constructor(private readonly database: Database) {}

  /** Those with a text in their type, message or culprit, those seen last first. */
  byText(text: string, limit: number): Promise<FoundErrorGroup[]> {
    return this.database.query<FoundErrorGroup>(
      `select ${FOUND} from (
         select ${FOUND}, search_text, last_seen_at from error_groups where merged_into is null
         order by last_seen_at desc, group_id desc limit ${NEWEST_GROUPS}
       ) newest where search_text like lower($1) order by last_seen_at desc, group_id desc limit $2`,
      [containing(text), limit],
    );
  }

  /** The group of this id, and those of errors with it as theirs or as their request. */
  byId(id: string, limit: number): Promise<FoundErrorGroup[]> {
    return this.database.query<FoundErrorGroup>(
      `select ${FOUND} from error_groups where group_id in (
         select coalesce(merged_into, group_id) from error_groups where group_id = $1::text::uuid
         union
         select coalesce(f.group_id, e.group_id) from (
           (select group_id from error_events where request_id = $1::text limit $2)
           union
           (select group_id from error_events where error_id = $1::text limit $2)
         ) e left join error_fingerprints f on f.fingerprint_id = e.group_id
       ) order by last_seen_at desc limit $2`,
      [id, limit],
    );
  }
}
