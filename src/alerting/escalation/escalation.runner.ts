import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import type { Alert } from '../alerts/alert.entity.js';
import { AlertPages } from '../alerts/alert-pages.js';
import { ALERT_COLUMNS, addEvents, type NewAlertEvent, saveAlerts } from '../alerts/alert-rows.js';
import { Channels } from '../channels/channels.js';
import { suppressions } from '../muting/apply-mutes.js';
import { NotificationDeliverer } from '../notifications/notification.deliverer.js';
import { type Telling, tell } from '../notifications/outbox.js';
import { onCallAt } from '../on-call/on-call-at.js';
import { readOverrides } from '../on-call/on-call-overrides.js';
import { readSchedules } from '../on-call/on-call-schedules.js';
import type { AlertEscalation } from './alert-escalation.entity.js';
import { lockEscalations, saveEscalations } from './escalation-rows.js';
import { placeAfter } from './next-step.js';

const POLL_SECONDS = 1;
/** So many alerts one turn looks at; the rest waits for the next. */
const BATCH = 100;
/** How long a muted alert waits before it is looked at again. */
const HELD_MS = 60_000;

/** Finds out who is on call of a schedule, now; `channels` reach them. */
type WhoIsOnCall = (schedule: string) => { name: string; channels: readonly string[] } | undefined;

/**
 * Takes the steps of escalations that are due: tells whoever comes next of an alert that nobody has acknowledged. Every replica may do
 * so; an alert is held by a lock on its row, and the step, its notifications and its line of history are one transaction.
 */
@Injectable()
export class EscalationRunner implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
    private readonly deliverer: NotificationDeliverer,
    private readonly pages: AlertPages,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('alert-escalation', POLL_SECONDS, () => this.run());
  }

  private async run(): Promise<void> {
    const now = this.clock.now();
    const due = await this.database.query<{ alertId: string }>(
      `select alert_id as "alertId" from alert_escalations where due_at <= $1 order by due_at limit ${BATCH}`,
      [new Date(now)],
    );
    if (due.length === 0) return;
    const names = new Set((await this.channels.current()).keys());
    const told = await this.database.transaction((tx) =>
      takeSteps(
        tx,
        due.map(({ alertId }) => alertId),
        names,
        now,
      ),
    );
    if (told === 0) return;
    this.pages.forget();
    this.deliverer.wake();
  }
}

/** @param channels the names of those that there are @returns how many alerts were told to somebody */
async function takeSteps(
  tx: Transaction,
  alertIds: readonly string[],
  channels: ReadonlySet<string>,
  now: number,
): Promise<number> {
  // The alert before its escalation, as whoever changes an alert does.
  const alerts = await tx.query<Alert>(
    `select ${ALERT_COLUMNS} from alert_instances where alert_id = any ($1::uuid[]) and status = 'firing'
     order by alert_id for update skip locked`,
    [alertIds],
  );
  const byId = new Map(alerts.map((alert) => [alert.alertId, alert]));
  const locked = await lockEscalations(tx, [...byId.keys()]);
  const escalations = locked.filter(({ dueAt }) => dueAt !== null && dueAt.getTime() <= now);
  const muted = await suppressions(
    tx,
    escalations.map(({ alertId }) => byId.get(alertId)!),
    now,
  );
  const onCall = await whoIsOnCall(tx, escalations, now);
  const events: NewAlertEvent[] = [];
  const tellings: Telling[] = [];
  const changed: Alert[] = [];
  const after = escalations.map((escalation): AlertEscalation => {
    const alert = byId.get(escalation.alertId)!;
    const note = (kind: NewAlertEvent['kind'], comment: string) =>
      events.push({ alertId: alert.alertId, at: new Date(now), kind, value: alert.value, actor: null, comment });
    const mute = muted.get(alert);
    if (mute) {
      if (!escalation.isHeld) note('escalation_held', `${mute.kind}: ${mute.reason}`);
      return { ...escalation, isHeld: true, dueAt: new Date(now + HELD_MS) };
    }
    const step = stepOf(escalation, onCall, channels);
    note('escalated', step.comment);
    if (step.channels.length > 0) {
      const { policy, round } = escalation;
      const told = { policy, step: escalation.step + 1, round: round + 1, on_call: step.names };
      tellings.push({ alert, event: 'firing', channels: step.channels, escalation: told });
      // Who was told is told of the end, too.
      changed.push({ ...alert, notificationChannels: [...new Set([...alert.notificationChannels, ...step.channels])] });
    }
    const { dueAt, ...place } = placeAfter(escalation, now, step.channels.length > 0);
    if (dueAt === null) note('escalation_exhausted', `${escalation.policy}: nobody has acknowledged the alert`);
    return { ...escalation, ...place, isHeld: false, dueAt: dueAt === null ? null : new Date(dueAt) };
  });
  await saveEscalations(tx, after);
  await saveAlerts(tx, changed);
  await addEvents(tx, events);
  await tell(tx, tellings, now);
  return tellings.length;
}

async function whoIsOnCall(
  tx: Transaction,
  escalations: readonly AlertEscalation[],
  now: number,
): Promise<WhoIsOnCall> {
  const names = new Set(escalations.flatMap(({ steps, step }) => steps[step]?.schedules ?? []));
  if (names.size === 0) return () => undefined;
  const schedules = await readSchedules(tx, [...names]);
  const overrides = await readOverrides(tx, [...names], now);
  const found = new Map(
    schedules.map((schedule) => {
      const own = overrides.filter((override) => override.schedule === schedule.name);
      return [schedule.name, onCallAt(schedule, own, now)?.participant];
    }),
  );
  return (schedule) => found.get(schedule);
}

/** Whom a step tells: the channels that there are, the names of those on call, and the line of history. */
function stepOf(
  { policy, steps, step, round }: AlertEscalation,
  onCall: WhoIsOnCall,
  known: ReadonlySet<string>,
): { channels: string[]; names: string[]; comment: string } {
  const { channels, schedules } = steps[step]!;
  const people = schedules.map((schedule) => ({ schedule, person: onCall(schedule) }));
  const wanted = [...new Set([...channels, ...people.flatMap(({ person }) => person?.channels ?? [])])];
  const parts = [
    ...people.map(({ schedule, person }) =>
      person ? `${person.name} (${schedule})` : `nobody is on call (${schedule})`,
    ),
    ...wanted.map((channel) => (known.has(channel) ? `channel ${channel}` : `there is no channel ${channel}`)),
  ];
  const again = round > 0 ? `, round ${round + 1}` : '';
  return {
    channels: wanted.filter((channel) => known.has(channel)),
    names: people.flatMap(({ person }) => person?.name ?? []),
    comment: `${policy}, step ${step + 1}${again}: ${parts.join(', ')}`,
  };
}
