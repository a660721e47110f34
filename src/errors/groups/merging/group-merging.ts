import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../../database/database.js';
import type { Actor } from '../../../http/principal.js';
import { Problem } from '../../../http/problem.js';
import { GroupHistory } from '../group-history.js';
import { recountGroup } from './recount-group.js';

interface LockedGroup {
  group_id: string;
  service: string;
  merged_into: string | null;
}

/** A list of events reads each fingerprint of a group on its own. */
const MAX_FINGERPRINTS = 500;

/**
 * Makes several groups one, and one of them its own again. Fingerprints are what moves: events and counts stay with theirs. The order of
 * locks is that of writing errors, fingerprints before groups, each sorted.
 */
@Injectable()
export class GroupMerging {
  constructor(
    private readonly database: Database,
    private readonly history: GroupHistory,
  ) {}

  /**
   * From then on the errors of the given groups, and of all that were merged into these, count for `target`.
   * @throws Problem 404 for no such group, 422 for one that cannot be merged
   */
  async merge(target: string, others: readonly string[], actor: Actor): Promise<void> {
    const [groupId, ...groupIds] = [target, ...others].map((id) => id.toLowerCase()) as [string, ...string[]];
    await this.database.transaction(async (tx) => {
      const groups = await lockGroups(tx, [groupId, ...groupIds]);
      checkMerge(groups, groupId, groupIds);
      await tx.query('update error_fingerprints set group_id = $1 where group_id = any($2)', [groupId, groupIds]);
      await tx.query(
        'update error_groups set merged_into = $1, escalating_since = null where group_id = any($2) or merged_into = any($2)',
        [groupId, groupIds],
      );
      await checkSize(tx, groupId);
      await tx.query('delete from error_merged_users where group_id = any($1)', [groupIds]);
      await recountGroup(tx, groupId);
      await this.history.note(tx, groupId, { kind: 'merged', details: { group_ids: groupIds } }, actor);
      for (const id of groupIds) await this.history.note(tx, id, { kind: 'merged', details: { into: groupId } }, actor);
    });
  }

  /** Takes a group and its errors out of the one it was merged into. @throws Problem 404 for no such group, 409 for one that was not merged */
  async unmerge(merged: string, actor: Actor): Promise<void> {
    const groupId = merged.toLowerCase();
    await this.database.transaction(async (tx) => {
      const [found] = await lockGroups(tx, [groupId]);
      if (!found) throw Problem.of(404, 'There is no group of this id.');
      const from = found.merged_into;
      if (from === null) throw Problem.of(409, 'The group was not merged into another.');
      await tx.query('update error_fingerprints set group_id = fingerprint_id where fingerprint_id = $1', [groupId]);
      await tx.query('update error_groups set merged_into = null where group_id = $1', [groupId]);
      for (const id of [groupId, from]) await recountGroup(tx, id);
      await this.history.note(tx, from, { kind: 'unmerged', details: { group_id: groupId } }, actor);
      await this.history.note(tx, groupId, { kind: 'unmerged', details: { from } }, actor);
    });
  }
}

/** Locks groups, with all that have been merged with them, against writers of errors and other merges. @returns those of the given ids */
async function lockGroups(tx: Transaction, groupIds: readonly string[]): Promise<LockedGroup[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('error_groups:merging'))`);
  const related = `select group_id from error_fingerprints where fingerprint_id = any($1) or group_id = any($1)`;
  await tx.query(`select 1 from error_fingerprints where group_id in (${related}) order by fingerprint_id for update`, [
    groupIds,
  ]);
  const groups = await tx.query<LockedGroup>(
    `select group_id, service, merged_into from error_groups where group_id = any($1) or group_id in (${related})
     order by group_id for update`,
    [groupIds],
  );
  return groups.filter((group) => groupIds.includes(group.group_id));
}

function checkMerge(groups: readonly LockedGroup[], groupId: string, groupIds: readonly string[]): void {
  const target = groups.find((group) => group.group_id === groupId);
  if (!target) throw Problem.of(404, 'There is no group of this id.');
  const fault = (path: string, message: string) => Problem.invalid([{ path, message }]);
  if (target.merged_into) throw fault('group_id', `was itself merged into ${target.merged_into}`);
  for (const [i, id] of groupIds.entries()) {
    const group = groups.find((known) => known.group_id === id);
    const path = `group_ids[${i}]`;
    if (!group) throw fault(path, 'is no group');
    if (group === target) throw fault(path, 'is the group itself');
    if (group.merged_into) throw fault(path, `was merged into ${group.merged_into}`);
    if (group.service !== target.service) throw fault(path, `is a group of another service, ${group.service}`);
  }
}

async function checkSize(tx: Transaction, groupId: string): Promise<void> {
  const [found] = await tx.query<{ count: number }>(
    'select count(*)::int as count from error_fingerprints where group_id = $1',
    [groupId],
  );
  if (found!.count > MAX_FINGERPRINTS) {
    const message = `makes ${found!.count} groups one: at most ${MAX_FINGERPRINTS} are taken`;
    throw Problem.invalid([{ path: 'group_ids', message }]);
  }
}
