import { Alert } from './alerting/alerts/alert.entity.js';
import { AlertEvent } from './alerting/alerts/alert-event.entity.js';
import { NotificationChannel } from './alerting/channels/channel.entity.js';
import { CheckpointDelivery } from './alerting/checkpoints/checkpoint-delivery.entity.js';
import { AlertEscalation } from './alerting/escalation/alert-escalation.entity.js';
import { EscalationPolicy } from './alerting/escalation/escalation-policy.entity.js';
import { LoggedTurn } from './alerting/evaluation/evaluation-log.entity.js';
import { EvaluationTurn } from './alerting/evaluation/evaluation-turn.entity.js';
import { NotificationGroup } from './alerting/grouping/notification-group.entity.js';
import { InhibitionRule } from './alerting/muting/inhibition-rule.entity.js';
import { MaintenanceWindow } from './alerting/muting/maintenance-window.entity.js';
import { Silence } from './alerting/muting/silence.entity.js';
import { Notification } from './alerting/notifications/notification.entity.js';
import { NotificationAttempt } from './alerting/notifications/notification-attempt.entity.js';
import { OnCallOverride } from './alerting/on-call/on-call-override.entity.js';
import { OnCallSchedule } from './alerting/on-call/on-call-schedule.entity.js';
import { AlertRule } from './alerting/rules/alert-rule.entity.js';
import { AuditEntry } from './audit/audit.entity.js';
import { AuditHead } from './audit/chain/audit-head.entity.js';
import { AuditCheckpoint } from './audit/checkpoints/audit-checkpoint.entity.js';
import { IngestKey } from './auth/ingest-keys/ingest-key.entity.js';
import { EndedSession } from './auth/sessions/ended-session.entity.js';
import { ConfigurationChange } from './configuration/configuration.entity.js';
import type { Entities } from './database/data-source-options.js';

import { ErrorAttachment } from './errors/attachments/error-attachment.entity.js';
import { ErrorEvent } from './errors/error-event.entity.js';
import { ErrorFingerprint } from './errors/error-fingerprint.entity.js';
import { ErrorGroup } from './errors/error-group.entity.js';
import { ErrorGroupEvent } from './errors/error-group-event.entity.js';
import { ErrorGroupHour } from './errors/error-group-hour.entity.js';
import { ErrorGroupUser } from './errors/error-group-user.entity.js';
import { ErrorMergedUser } from './errors/error-merged-user.entity.js';
import { ErrorFingerprintRule } from './errors/fingerprint-rules/fingerprint-rule.entity.js';
import { ErrorLeftOutMinute } from './errors/quota/error-left-out-minute.entity.js';
import { SourceMapRecord } from './errors/source-maps/source-map.entity.js';
import { ErrorStack } from './errors/stacks/error-stack.entity.js';
import { HealthCheck } from './health/checks/health-check.entity.js';
import { LogRecord } from './logs/log-record.entity.js';
import { Resource } from './resources/resource.entity.js';
import { ServiceVersion } from './resources/service-version.entity.js';
import { SecurityAllowed } from './security/allow-list/allowed.entity.js';
import { UserBaselineRow } from './security/baselines/user-baseline.entity.js';
import { SecurityDecision } from './security/decisions/decision.entity.js';
import { SecurityException } from './security/exceptions/exception.entity.js';
import { SecurityEvent } from './security/security-event.entity.js';
import { SecurityEventDay } from './security/statistics/event-day.entity.js';
import { SecurityEventHour } from './security/statistics/event-hour.entity.js';
import { Span } from './tracing/span.entity.js';
import { Trace } from './tracing/trace.entity.js';

/** Every entity of the service, listed by hand so that nothing is mapped by accident. */
export const entities: Entities = [
  AuditEntry,
  AuditHead,
  AuditCheckpoint,
  CheckpointDelivery,
  IngestKey,
  EndedSession,
  ConfigurationChange,
  ErrorEvent,
  ErrorGroup,
  ErrorGroupEvent,
  ErrorGroupHour,
  ErrorLeftOutMinute,
  ErrorAttachment,
  ErrorFingerprint,
  ErrorGroupUser,
  ErrorMergedUser,
  ErrorFingerprintRule,
  ErrorStack,
  SourceMapRecord,
  Resource,
  ServiceVersion,
  Span,
  Trace,
  SecurityEvent,
  SecurityEventHour,
  SecurityEventDay,
  UserBaselineRow,
  SecurityDecision,
  SecurityAllowed,
  SecurityException,
  LogRecord,
  AlertRule,
  Alert,
  AlertEvent,
  Notification,
  NotificationAttempt,
  NotificationChannel,
  NotificationGroup,
  EvaluationTurn,
  LoggedTurn,
  EscalationPolicy,
  AlertEscalation,
  OnCallSchedule,
  OnCallOverride,
  Silence,
  InhibitionRule,
  MaintenanceWindow,
  HealthCheck,
];
