import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import type { ErrorGroupChange } from './error-group-input.dto.js';
import { type Act, GroupHistory } from './group-history.js';
import type { GroupStatus } from './group-status.js';

interface LockedGroup {
  status: GroupStatus;
  assignee: string | null;
  event_count: number;
  user_count: number;
  merged_into: string | null;
}

const KIND_OF: Record<GroupStatus, Act['kind']> = { unresolved: 'reopened', resolved: 'resolved', ignored: 'ignored' };

/** Does to groups what people decide, and keeps it in their history and the audit trail. */
@Injectable()
export class ErrorGroupChanges {
  constructor(
    private readonly database: Database,
    private readonly history: GroupHistory,
  ) {}

  /** @throws Problem 404 for no such group, 409 for one that was merged into another, 422 for a change that contradicts itself or changes nothing */
  async apply(groupId: string, change: ErrorGroupChange, actor: Actor): Promise<void> {
    check(change);
    await this.database.transaction(async (tx) => {
      const [group] = await tx.query<LockedGroup>(
        `select status, assignee, event_count::float8 as event_count, user_count::float8 as user_count, merged_into
         from error_groups where group_id = $1 for update`,
        [groupId],
      );
      if (!group) throw Problem.of(404, 'There is no group of this id.');
      if (group.merged_into) throw Problem.of(409, `The group was merged into ${group.merged_into}: change that one.`);
      const acts: Act[] = [];
      if (change.status !== undefined) acts.push(await setStatus(tx, groupId, change, change.status, group));
      if (change.assignee !== undefined && change.assignee !== group.assignee) {
        acts.push(await assign(tx, groupId, change.assignee));
      }
      if (change.comment !== undefined) acts.push({ kind: 'commented', details: { comment: change.comment } });
      for (const act of acts) await this.history.note(tx, groupId, act, actor);
    });
  }
}

function check(change: ErrorGroupChange) {
  const fault = (path: string, message: string) => Problem.invalid([{ path, message }]);
  const { status, assignee, comment, resolved_in_release, ignored_until, ignored_for_count, ignored_for_users } =
    change;
  if ([status, assignee, comment].every((value) => value === undefined)) {
    throw fault('status', 'nothing is to be changed: give a status, an assignee or a comment');
  }
  if (resolved_in_release !== undefined && status !== 'resolved') {
    throw fault('resolved_in_release', 'goes with the status resolved only');
  }
  for (const [path, value] of Object.entries({ ignored_until, ignored_for_count, ignored_for_users })) {
    if (value !== undefined && status !== 'ignored') throw fault(path, 'goes with the status ignored only');
  }
}

async function setStatus(
  tx: Transaction,
  groupId: string,
  change: ErrorGroupChange,
  status: GroupStatus,
  group: LockedGroup,
): Promise<Act> {
  const {
    resolved_in_release: release,
    ignored_until: until,
    ignored_for_count: events,
    ignored_for_users: users,
  } = change;
  const after = (count: number, more: number | undefined) => (more === undefined ? null : count + more);
  await tx.query(
    `update error_groups set status = $2, status_changed_at = now(), resolved_in_release = $3, ignored_until = $4, ignored_until_count = $5,
       ignored_until_user_count = $6, regressed_at = case when $2 = 'unresolved' then regressed_at end
     where group_id = $1`,
    [groupId, status, release ?? null, until ?? null, after(group.event_count, events), after(group.user_count, users)],
  );
  const given = Object.entries({ release, until, events, users }).filter(([, value]) => value !== undefined);
  return { kind: KIND_OF[status], details: Object.fromEntries(given) };
}

async function assign(tx: Transaction, groupId: string, assignee: string | null): Promise<Act> {
  await tx.query('update error_groups set assignee = $2 where group_id = $1', [groupId, assignee]);
  return { kind: 'assigned', details: { assignee } };
}
