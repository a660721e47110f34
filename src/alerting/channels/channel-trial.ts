import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import type { Alert } from '../alerts/alert.entity.js';
import { ALERT_COLUMNS } from '../alerts/alert-rows.js';
import { type AlertMessage, messageOf } from '../messages/alert-message.js';
import { sampleMessage, type TrialEvent } from '../messages/sample-message.js';
import { attempt } from '../senders/attempt.js';
import type { ChannelTestResult } from './channel.dto.js';
import type { ChannelDefinition } from './channel-definition.js';
import { Channels } from './channels.js';
import { checkTemplates } from './check-definition.js';

/** Tries channels: what they would send, and what the receiving side answers. */
@Injectable()
export class ChannelTrial {
  constructor(
    private readonly channels: Channels,
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** Sends a test message now, past the outbox. @throws Problem 404 when there is none of this name, 409 when it is not configured */
  async test(name: string, event: TrialEvent, actor: Actor): Promise<ChannelTestResult> {
    const { sender } = await this.channels.get(name);
    if (sender.unavailable) throw Problem.of(409, `The channel is not configured: ${sender.unavailable}.`);
    const startedAt = this.clock.now();
    const { delivered, statusCode, response, error, permanent } = await attempt(
      sender,
      sampleMessage(event, startedAt, randomUUID()),
    );
    const duration_ms = this.clock.now() - startedAt;
    const details = { event, delivered, status_code: statusCode, error };
    await this.audit.record({ actor, action: 'channel.tested', targetType: 'channel', targetId: name, details });
    return { delivered, status_code: statusCode, response, error, permanent, duration_ms };
  }

  /** What a channel would send. @throws Problem 404 for an alert that there is not, 422 for faults of the templates */
  async preview(
    given: Omit<ChannelDefinition, 'name' | 'secrets'>,
    event: TrialEvent,
    alertId?: string,
  ): Promise<object> {
    checkTemplates(given);
    const message = alertId ? await this.messageAbout(alertId, event) : sampleMessage(event, this.clock.now());
    const { sender } = this.channels.use({ ...given, name: 'preview', secrets: {} }, undefined);
    return sender.render(message);
  }

  private async messageAbout(alertId: string, event: TrialEvent): Promise<AlertMessage> {
    const [alert] = await this.database.query<Alert>(
      `select ${ALERT_COLUMNS} from alert_instances where alert_id = $1`,
      [alertId],
    );
    if (!alert) throw Problem.of(404, 'There is no alert of this id.');
    return messageOf(randomUUID(), alert, event, new Date(this.clock.now()));
  }
}
