import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { Clock } from '../../../jobs/clock.js';
import { ExclusiveJobs } from '../../../jobs/exclusive-jobs.js';
import { newSince } from '../error-group.rows.js';
import { isEscalating } from './is-escalating.js';

const EVERY_SECONDS = 30;
const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

interface ActiveGroup {
  group_id: string;
  recent: number;
  usual: number[];
}

/**
 * $1: the start of this hour, $2: the start of the one before, $3: how much of that one still is within the last hour, $4: a week earlier,
 * $5: groups first seen later are new and are not judged.
 */
const ACTIVE_GROUPS = `
with active as (
  select f.group_id, sum(case when h.hour_at >= $1 then h.event_count else h.event_count * $3::float8 end)::float8 as recent
  from error_group_hours h join error_fingerprints f on f.fingerprint_id = h.group_id
  where h.hour_at >= $2 group by f.group_id having sum(h.event_count) >= 10
)
select group_id, recent, array(
    select sum(h.event_count)::float8
    from error_fingerprints f join error_group_hours h on h.group_id = f.fingerprint_id
    where f.group_id = active.group_id and h.hour_at >= $4 and h.hour_at < $2 group by h.hour_at
  ) as usual
from active join error_groups using (group_id)
where status = 'unresolved' and first_seen_at <= $5`;

/** Marks the groups that escalate, and no longer those that do so no more. */
@Injectable()
export class EscalationJob implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: ExclusiveJobs,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('error-escalation', EVERY_SECONDS, () => this.mark());
  }

  private async mark(): Promise<void> {
    const now = this.clock.now();
    const hourAt = Math.floor(now / HOUR_MS) * HOUR_MS;
    const times = [hourAt, hourAt - HOUR_MS, hourAt - HOUR_MS - WEEK_MS, newSince(now)].map((at) => new Date(at));
    const [hour, before, week, young] = times;
    const share = 1 - (now - hourAt) / HOUR_MS;
    const active = await this.database.query<ActiveGroup>(ACTIVE_GROUPS, [hour, before, share, week, young]);
    const escalating = active.filter(({ recent, usual }) => isEscalating(recent, usual)).map((group) => group.group_id);
    await this.database.transaction(async (tx) => {
      // Locked in the order in which writers of errors do.
      const changed = await tx.query<{ group_id: string }>(
        `select group_id from error_groups
         where (group_id = any($1) and escalating_since is null) or (escalating_since is not null and group_id <> all($1))
         order by group_id for update`,
        [escalating],
      );
      const changedIds = changed.map((group) => group.group_id);
      const ids = [changedIds.filter((id) => escalating.includes(id)), changedIds];
      await tx.query(
        `update error_groups set escalating_since = case when group_id = any($1) then now() end where group_id = any($2)`,
        ids,
      );
      await tx.query(
        `with escalated as (
           insert into error_group_events (group_id, at, kind) select id, now(), 'escalated' from unnest($1::uuid[]) as id
           returning group_id, at, kind
         )
         insert into error_group_facts (group_id, at, kind) select group_id, at, kind from escalated`,
        [ids[0]],
      );
    });
  }
}
