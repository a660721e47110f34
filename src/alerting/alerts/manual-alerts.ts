import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { Channels } from '../channels/channels.js';
import { EscalationPolicies } from '../escalation/escalation-policies.js';
import { applyMutes } from '../muting/apply-mutes.js';
import { announce } from '../notifications/outbox.js';
import { AlertCloser } from './alert.closer.js';
import type { Alert } from './alert.entity.js';
import { addEvents, lockAlert, saveAlerts } from './alert-rows.js';
import { fingerprint } from './fingerprint.js';
import { type RulelessAlert, rulelessAlert } from './ruleless-alert.js';

/** What a person says about an alert that no rule has found. */
export type ManualAlert = Omit<RulelessAlert, 'fingerprint'>;

/** What people do with alerts by hand. Every act is audited in its own transaction. */
@Injectable()
export class ManualAlerts {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly closer: AlertCloser,
    private readonly clock: Clock,
    private readonly channels: Channels,
    private readonly policies: EscalationPolicies,
  ) {}

  /** Raises an alert that fires at once. @throws Problem 409 while one of the same source, name and tags is open, 422 for an unknown channel or policy */
  async raise(given: ManualAlert, actor: Actor): Promise<Alert> {
    const alert = this.firing(given);
    await this.database.transaction(async (tx) => {
      await this.channels.checkNames(tx, alert.notificationChannels, 'notification_channels');
      await this.policies.checkName(tx, alert.escalationPolicy);
      // Serialises two equal requests: the second finds the first one's alert instead of failing on the index.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [alert.fingerprint]);
      const [open] = await tx.query<{ id: string }>(
        "select alert_id as id from alert_instances where fingerprint = $1 and status <> 'resolved'",
        [alert.fingerprint],
      );
      if (open) throw Problem.of(409, `The alert ${open.id} with the same source, name and tags is still open.`);
      const heard = await applyMutes(tx, [{ alert, event: 'firing' }], alert.startedAt.getTime());
      await saveAlerts(tx, [alert]);
      await addEvents(tx, [
        {
          alertId: alert.alertId,
          at: alert.startedAt,
          kind: 'firing',
          value: alert.value,
          actor: actor.name,
          comment: null,
        },
        ...heard.events,
      ]);
      await announce(tx, heard.announcements, alert.startedAt.getTime());
      const details = { name: alert.name, severity: alert.severity, tags: alert.tags };
      await this.audit.record(
        { actor, action: 'alert.raised', targetType: 'alert', targetId: alert.alertId, details },
        tx,
      );
    });
    this.closer.afterCommit();
    return alert;
  }

  /** Resolves an open alert. @throws Problem 404 when there is none of this id, 409 when it is resolved already */
  async resolve(alertId: string, comment: string | null, actor: Actor): Promise<Alert> {
    const alert = await this.database.transaction(async (tx) => {
      const open = await lockAlert(tx, alertId);
      if (!open) throw Problem.of(404, 'There is no alert of this id.');
      if (open.status === 'resolved')
        throw Problem.of(409, `The alert was resolved at ${open.resolvedAt!.toISOString()}.`);
      const [resolved] = await this.closer.resolve(tx, [open], {
        reason: 'manual',
        actor: actor.name,
        comment,
        now: this.clock.now(),
      });
      await this.audit.record(
        {
          actor,
          action: 'alert.resolved',
          targetType: 'alert',
          targetId: alertId,
          details: { name: open.name, comment },
        },
        tx,
      );
      return resolved!;
    });
    this.closer.afterCommit();
    return alert;
  }

  private firing(given: ManualAlert): Alert {
    const key = fingerprint(['manual', given.source, given.name], given.tags);
    return rulelessAlert({ ...given, fingerprint: key }, new Date(this.clock.now()));
  }
}
