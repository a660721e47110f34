import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module.js';
import { RecordingModule } from '../recording/recording.module.js';
import { AlertCloser } from './alerts/alert.closer.js';
import { AlertQuery } from './alerts/alert.query.js';
import { AlertRetention } from './alerts/alert.retention.js';
import { AlertPages } from './alerts/alert-pages.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { ManualAlerts } from './alerts/manual-alerts.js';
import { AlertEvaluator } from './evaluation/alert.evaluator.js';
import { EvaluationRecorder } from './evaluation/evaluation.recorder.js';
import { EvaluationSchedule } from './evaluation/evaluation.schedule.js';
import { Channels } from './notifications/channels.js';
import { DueNotifications } from './notifications/due-notifications.js';
import { EmailChannel } from './notifications/email.channel.js';
import { NotificationDeliverer } from './notifications/notification.deliverer.js';
import { NotificationQuery } from './notifications/notification.query.js';
import { SlackChannel } from './notifications/slack.channel.js';
import { WebhookChannel } from './notifications/webhook.channel.js';
import { AlertRulesController } from './rules/alert-rules.controller.js';
import { AlertRules } from './rules/alert-rules.js';

/**
 * Owns alert rules, alerts and the outbox of notifications. Takes in metrics, through their query, and what people do by hand.
 * Gives out alerts (AlertQuery), notifications by e-mail, Slack and webhook, and how old alerts expire (AlertRetention).
 */
@Module({
  imports: [MetricsModule, RecordingModule],
  controllers: [AlertsController, AlertRulesController],
  providers: [
    AlertRules,
    AlertEvaluator,
    EvaluationRecorder,
    EvaluationSchedule,
    AlertCloser,
    AlertPages,
    AlertQuery,
    AlertRetention,
    ManualAlerts,
    Channels,
    DueNotifications,
    EmailChannel,
    SlackChannel,
    WebhookChannel,
    NotificationDeliverer,
    NotificationQuery,
  ],
  exports: [AlertQuery, AlertRetention],
})
export class AlertingModule {}
