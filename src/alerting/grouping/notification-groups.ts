import { Injectable } from '@nestjs/common';
import type { Grouping } from '../../config/grouping.js';
import { Database, type Transaction } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import type { Alert } from '../alerts/alert.entity.js';
import { ALERT_COLUMNS, addEvents } from '../alerts/alert-rows.js';
import { groupKey } from '../evaluation/measure-rule.js';
import { type AlertMessage, type AlertPart, partOf } from '../messages/alert-message.js';
import { suppressions } from '../muting/apply-mutes.js';
import { selectList } from '../naming.js';
import { groupMessage, tellingOf } from './compose-group.js';
import { groupLabels } from './group-labels.js';
import type { NotificationGroup } from './notification-group.entity.js';

const GROUP_COLUMNS = selectList<NotificationGroup>(['groupId', 'channel', 'labels', 'firing', 'toldAt']);
type DueGroup = Pick<NotificationGroup, 'groupId' | 'channel' | 'labels' | 'firing' | 'toldAt'>;
/** What is never gathered, as SQL: it is urgent, or about what was told by itself. */
export const GOES_ALONE = "(event = 'acknowledged' or message ? 'escalation')";
/** So many notifications are put into groups at a time. */
const BATCH = 1000;

/**
 * Gathers what is due on a channel: notifications wait in groups of alerts, and a group that is due becomes one notification. Several
 * replicas may do so at once, for every step holds the rows that it changes.
 */
@Injectable()
export class NotificationGroups {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Puts what is due on a channel into groups, and writes the notifications of the groups that are due. */
  async gather(channel: string, grouping: Grouping): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      while ((await assign(tx, channel, grouping, now)) === BATCH);
      const due = await tx.query<DueGroup>(
        `select ${GROUP_COLUMNS} from notification_groups where channel = $1 and due_at <= $2
         order by group_id for update skip locked`,
        [channel, new Date(now)],
      );
      for (const group of due) await tell(tx, group, grouping, now);
    });
  }

  /** Lets go what waits on channels that no longer gather. */
  release(channels: readonly string[]): Promise<void> {
    return releaseGroups(this.database, channels, this.clock.now());
  }
}

/** Ends the groups of channels: what waits in them is due by itself. @param now epoch ms */
export async function releaseGroups(tx: Transaction, channels: readonly string[], now: number): Promise<void> {
  await tx.query(
    `with released as (delete from notification_groups where channel = any ($1) returning group_id)
     update notifications set status = 'pending', group_id = null, next_attempt_at = $2
     where status = 'waiting' and group_id in (select group_id from released)`,
    [channels, new Date(now)],
  );
}

/** @returns how many have found their group */
async function assign(tx: Transaction, channel: string, grouping: Grouping, now: number): Promise<number> {
  const found = await tx.query<{ notificationId: string; alert: AlertPart }>(
    `select notification_id as "notificationId", message -> 'alert' as alert from notifications
     where status = 'pending' and channel = $1 and next_attempt_at <= $2 and group_id is null and attempts = 0 and not ${GOES_ALONE}
     order by sequence limit ${BATCH} for update skip locked`,
    [channel, new Date(now)],
  );
  if (found.length === 0) return 0;
  const labels = new Map<string, Record<string, string>>();
  const keys = found.map(({ alert }) => {
    const shared = groupLabels(grouping, alert);
    const key = groupKey(shared);
    labels.set(key, shared);
    return key;
  });
  // A group that was told waits for its interval, a new one for its first wait; one that waits already goes on.
  await tx.query(
    `with found as (select * from jsonb_to_recordset($2::jsonb) as found (notification_id uuid, key text, labels jsonb)),
       groups as (
         insert into notification_groups (group_id, channel, group_key, labels, firing, due_at)
         select gen_random_uuid(), $1, key, labels, '{}', $3 from (select distinct on (key) key, labels from found order by key) fresh
         on conflict (channel, group_key) do update set due_at = case when notification_groups.told_at is null
           then notification_groups.due_at
           else least(coalesce(notification_groups.due_at, 'infinity'), greatest($4, notification_groups.told_at + $5 * interval '1 second')) end
         returning group_id, group_key
       )
     update notifications n set status = 'waiting', next_attempt_at = null, group_id = groups.group_id
     from found join groups on group_key = key where n.notification_id = found.notification_id`,
    [
      channel,
      JSON.stringify(
        found.map(({ notificationId }, index) => {
          const key = keys[index]!;
          return { notification_id: notificationId, key, labels: labels.get(key) };
        }),
      ),
      new Date(now + grouping.group_wait * 1000),
      new Date(now),
      grouping.group_interval,
    ],
  );
  return found.length;
}

interface Waiting {
  notificationId: string;
  message: AlertMessage;
}

/** Writes the notification of a group, if there is something to tell, and says when it is due again. */
async function tell(tx: Transaction, group: DueGroup, grouping: Grouping, now: number): Promise<void> {
  const at = new Date(now);
  const waiting = await tx.query<Waiting>(
    `select notification_id as "notificationId", message from notifications
     where group_id = $1 and status = 'waiting' order by sequence for update`,
    [group.groupId],
  );
  const known = group.firing.length === 0 ? [] : await stillFiring(tx, group.firing);
  const parts = waiting.map(({ message }) => message.alert);
  const telling =
    waiting.length > 0
      ? tellingOf(new Set(group.firing), parts, known.map(partOfFiring))
      : await repetition(tx, known, now);
  const isTold = telling.alerts.length > 0;
  const notificationId = isTold ? await write(tx, group, groupMessage(group, telling.alerts, at), at) : null;
  if (waiting.length > 0) await settle(tx, waiting, notificationId, at);
  await addEvents(
    tx,
    telling.unheard.map((alertId) => ({
      alertId,
      at,
      kind: 'notification_skipped',
      value: null,
      actor: null,
      comment: `began and ended while its group waited (${group.channel})`,
    })),
  );
  await endOrGoOn(tx, group, telling.firing, { isTold, grouping, at });
}

async function stillFiring(tx: Transaction, alertIds: readonly string[]): Promise<Alert[]> {
  return tx.query<Alert>(
    `select ${ALERT_COLUMNS} from alert_instances where alert_id = any ($1::uuid[]) and status = 'firing'`,
    [alertIds],
  );
}

function partOfFiring(alert: Alert): AlertPart {
  return partOf(alert, 'firing');
}

/** Nobody is reminded of what somebody has taken charge of, or of what has been muted since. */
async function repetition(
  tx: Transaction,
  firing: readonly Alert[],
  now: number,
): Promise<ReturnType<typeof tellingOf>> {
  const open = firing.filter(({ acknowledgedAt }) => !acknowledgedAt);
  const muted = await suppressions(tx, open, now);
  const parts = open.filter((alert) => !muted.has(alert)).map(partOfFiring);
  return { ...tellingOf(new Set(), parts, []), firing: firing.map(({ alertId }) => alertId) };
}

async function write(
  tx: Transaction,
  { groupId, channel }: DueGroup,
  message: AlertMessage,
  at: Date,
): Promise<string> {
  const { notification_id, event, alert } = message;
  await tx.query(
    `insert into notifications (notification_id, alert_id, event, channel, status, message, group_id, next_attempt_at, created_at)
     values ($1, $2, $3, $4, 'pending', $5, $6, $7, $7)`,
    [notification_id, alert.alert_id, event, channel, JSON.stringify(message), groupId, at],
  );
  return notification_id;
}

/** @param groupedInto the notification that tells them; null when none does */
function settle(tx: Transaction, waiting: readonly Waiting[], groupedInto: string | null, at: Date): Promise<unknown> {
  return tx.query(
    `update notifications set status = case when $2::uuid is null then 'skipped' else 'grouped' end, grouped_into = $2, finished_at = $3
     where notification_id = any ($1)`,
    [waiting.map(({ notificationId }) => notificationId), groupedInto, at],
  );
}

/** A group is over when none of its alerts fires. */
async function endOrGoOn(
  tx: Transaction,
  { groupId, toldAt }: DueGroup,
  firing: readonly string[],
  { isTold, grouping, at }: { isTold: boolean; grouping: Grouping; at: Date },
): Promise<void> {
  if (firing.length === 0) {
    await tx.query('delete from notification_groups where group_id = $1', [groupId]);
    return;
  }
  const { repeat_interval } = grouping;
  const dueAt = repeat_interval === null ? null : new Date(at.getTime() + repeat_interval * 1000);
  await tx.query('update notification_groups set firing = $2, due_at = $3, told_at = $4 where group_id = $1', [
    groupId,
    firing,
    dueAt,
    isTold ? at : toldAt,
  ]);
}
