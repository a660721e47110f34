import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type Transaction } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import type { ErrorGroupChange, GroupStatus } from './error-group.dto.js';

/** One thing that was done to a group. */
interface Act {
  readonly kind: 'resolved' | 'ignored' | 'reopened' | 'assigned' | 'commented';
  readonly details: Record<string, unknown>;
}

interface LockedGroup {
  status: GroupStatus;
  assignee: string | null;
  event_count: number;
}

const KIND_OF: Record<GroupStatus, Act['kind']> = { unresolved: 'reopened', resolved: 'resolved', ignored: 'ignored' };

/** Does to groups what people decide, and keeps it in their history and the audit trail. */
@Injectable()
export class ErrorGroupChanges {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws Problem 404 for no such group, 422 for a change that contradicts itself or changes nothing */
  async apply(groupId: string, change: ErrorGroupChange, actor: Actor): Promise<void> {
    check(change);
    await this.database.transaction(async (tx) => {
      const [group] = await tx.query<LockedGroup>(
        'select status, assignee, event_count::float8 as event_count from error_groups where group_id = $1 for update',
        [groupId],
      );
      if (!group) throw Problem.of(404, 'There is no group of this id.');
      const acts: Act[] = [];
      if (change.status !== undefined) acts.push(await setStatus(tx, groupId, change, change.status, group));
      if (change.assignee !== undefined && change.assignee !== group.assignee) {
        acts.push(await assign(tx, groupId, change.assignee));
      }
      if (change.comment !== undefined) acts.push({ kind: 'commented', details: { comment: change.comment } });
      for (const { kind, details } of acts) await this.note(tx, groupId, kind, details, actor);
    });
  }

  private async note(tx: Transaction, groupId: string, kind: Act['kind'], details: Act['details'], actor: Actor) {
    await tx.query(
      'insert into error_group_events (group_id, at, kind, actor, details) values ($1, now(), $2, $3, $4)',
      [groupId, kind, actor.name, storableJson(details)],
    );
    const entry = { actor, action: `error_group.${kind}`, targetType: 'error_group', targetId: groupId, details };
    await this.audit.record(entry, tx);
  }
}

function check({ status, resolved_in_release, ignored_until, ignored_for_count, assignee, comment }: ErrorGroupChange) {
  const fault = (path: string, message: string) => Problem.invalid([{ path, message }]);
  if ([status, assignee, comment].every((value) => value === undefined)) {
    throw fault('status', 'nothing is to be changed: give a status, an assignee or a comment');
  }
  if (resolved_in_release !== undefined && status !== 'resolved') {
    throw fault('resolved_in_release', 'goes with the status resolved only');
  }
  for (const [path, value] of Object.entries({ ignored_until, ignored_for_count })) {
    if (value !== undefined && status !== 'ignored') throw fault(path, 'goes with the status ignored only');
  }
}

async function setStatus(
  tx: Transaction,
  groupId: string,
  { resolved_in_release: release, ignored_until: until, ignored_for_count: more }: ErrorGroupChange,
  status: GroupStatus,
  { event_count: count }: LockedGroup,
): Promise<Act> {
  await tx.query(
    `update error_groups set status = $2, status_changed_at = now(), resolved_in_release = $3, ignored_until = $4, ignored_until_count = $5,
       regressed_at = case when $2 = 'unresolved' then regressed_at end
     where group_id = $1`,
    [groupId, status, release ?? null, until ?? null, more === undefined ? null : count + more],
  );
  const given = Object.entries({ release, until, events: more }).filter(([, value]) => value !== undefined);
  return { kind: KIND_OF[status], details: Object.fromEntries(given) };
}

async function assign(tx: Transaction, groupId: string, assignee: string | null): Promise<Act> {
  await tx.query('update error_groups set assignee = $2 where group_id = $1', [groupId, assignee]);
  return { kind: 'assigned', details: { assignee } };
}
