import { Module } from '@nestjs/common';
import { ErrorsModule } from '../errors/errors.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { RecordingModule } from '../recording/recording.module.js';
import { AlertCloser } from './alerts/alert.closer.js';
import { AlertQuery } from './alerts/alert.query.js';
import { AlertResponses } from './alerts/alert.responses.js';
import { AlertRetention } from './alerts/alert.retention.js';
import { AlertChangesQuery } from './alerts/alert-changes.query.js';
import { AlertPages } from './alerts/alert-pages.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { ManualAlerts } from './alerts/manual-alerts.js';
import { ChannelChanges } from './channels/channel-changes.js';
import { ChannelRemoval } from './channels/channel-removal.js';
import { ChannelSecrets } from './channels/channel-secrets.js';
import { ChannelTrial } from './channels/channel-trial.js';
import { ChannelsController } from './channels/channels.controller.js';
import { Channels } from './channels/channels.js';
import { CheckpointCourier } from './checkpoints/checkpoint.courier.js';
import { EscalationRunner } from './escalation/escalation.runner.js';
import { EscalationPoliciesController } from './escalation/escalation-policies.controller.js';
import { EscalationPolicies } from './escalation/escalation-policies.js';
import { AlertEvaluator } from './evaluation/alert.evaluator.js';
import { AlertHeartbeat } from './evaluation/alert.heartbeat.js';
import { EvaluationLog } from './evaluation/evaluation.log.js';
import { EvaluationRecorder } from './evaluation/evaluation.recorder.js';
import { EvaluationSchedule } from './evaluation/evaluation.schedule.js';
import { EvaluationTurns } from './evaluation/evaluation.turns.js';
import { GroupMemory } from './evaluation/group-memory.js';
import { RuleMeasurement } from './evaluation/rule.measurement.js';
import { NotificationGroups } from './grouping/notification-groups.js';
import { AlertChart } from './messages/alert-chart.js';
import { AnomalyMeasurement } from './methods/anomaly/anomaly.measurement.js';
import { BaselineThread } from './methods/anomaly/baseline.thread.js';
import { ErrorGroupMeasurement } from './methods/error-group.measurement.js';
import { InhibitionRulesController } from './muting/inhibition-rules.controller.js';
import { InhibitionRules } from './muting/inhibition-rules.js';
import { LateTelling } from './muting/late-telling.js';
import { MaintenanceWindowsController } from './muting/maintenance-windows.controller.js';
import { MaintenanceWindows } from './muting/maintenance-windows.js';
import { SilencesController } from './muting/silences.controller.js';
import { Silences } from './muting/silences.js';
import { DeliveryAlerts } from './notifications/delivery-alerts.js';
import { DueNotifications } from './notifications/due-notifications.js';
import { NotificationDeliverer } from './notifications/notification.deliverer.js';
import { NotificationQuery } from './notifications/notification.query.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { OnCallRota } from './on-call/on-call.rota.js';
import { OnCallOverrides } from './on-call/on-call-overrides.js';
import { OnCallSchedulesController } from './on-call/on-call-schedules.controller.js';
import { OnCallSchedules } from './on-call/on-call-schedules.js';
import { AlertRuleSearch } from './rules/alert-rule.search.js';
import { AlertRulesController } from './rules/alert-rules.controller.js';
import { AlertRules } from './rules/alert-rules.js';
import { RuleFileLoader } from './rules/files/rule-file.loader.js';
import { RuleFilesController } from './rules/files/rule-files.controller.js';
import { RuleImport } from './rules/files/rule-import.js';
import { GuardedNetwork } from './senders/guarded-network.js';
import { HttpDelivery } from './senders/http-delivery.js';
import { Senders } from './senders/senders.js';
import { AlertRuleTrialsController } from './trials/alert-rule-trials.controller.js';
import { PastReader } from './trials/past.readings.js';
import { RuleTrial } from './trials/rule.trial.js';

/**
 * Owns alert rules, alerts, channels and the outbox of notifications. Takes in metrics, through their query, what becomes of groups of errors, and what people do by hand.
 * Gives out alerts (AlertQuery), notifications by every type of channel, and how old alerts expire (AlertRetention).
 */
@Module({
  imports: [MetricsModule, ErrorsModule, RecordingModule],
  controllers: [
    AlertsController,
    RuleFilesController,
    AlertRulesController,
    AlertRuleTrialsController,
    ChannelsController,
    NotificationsController,
    SilencesController,
    MaintenanceWindowsController,
    InhibitionRulesController,
    OnCallSchedulesController,
    EscalationPoliciesController,
  ],
  providers: [
    AlertRules,
    AlertRuleSearch,
    RuleImport,
    AlertEvaluator,
    EvaluationRecorder,
    EvaluationSchedule,
    RuleFileLoader,
    EvaluationTurns,
    EvaluationLog,
    RuleTrial,
    PastReader,
    AlertHeartbeat,
    GroupMemory,
    RuleMeasurement,
    ErrorGroupMeasurement,
    AnomalyMeasurement,
    BaselineThread,
    AlertCloser,
    AlertPages,
    AlertQuery,
    AlertChangesQuery,
    AlertResponses,
    AlertRetention,
    ManualAlerts,
    AlertChart,
    ChannelChanges,
    ChannelRemoval,
    ChannelSecrets,
    ChannelTrial,
    Channels,
    DeliveryAlerts,
    DueNotifications,
    NotificationGroups,
    GuardedNetwork,
    HttpDelivery,
    Senders,
    NotificationDeliverer,
    NotificationQuery,
    OnCallSchedules,
    OnCallOverrides,
    OnCallRota,
    EscalationPolicies,
    EscalationRunner,
    Silences,
    InhibitionRules,
    MaintenanceWindows,
    LateTelling,
    CheckpointCourier,
  ],
  exports: [AlertQuery, AlertChangesQuery, AlertRuleSearch, AlertRetention],
})
export class AlertingModule {}
