import type { MigrationInterface } from 'typeorm';
import { Platform1764000000000 } from './1764000000000-platform.js';
import { Metrics1764100000000 } from './1764100000000-metrics.js';
import { Errors1764200000000 } from './1764200000000-errors.js';
import { Traces1764200100000 } from './1764200100000-traces.js';
import { SecurityEvents1764200200000 } from './1764200200000-security-events.js';
import { Logs1764200300000 } from './1764200300000-logs.js';
import { Alerting1764300000000 } from './1764300000000-alerting.js';
import { DefaultAlertRules1764300000001 } from './1764300000001-default-alert-rules.js';
import { HealthChecks1764400000000 } from './1764400000000-health-checks.js';
import { MetricDoors1764500000000 } from './1764500000000-metric-doors.js';
import { MetricBlocks1764520000000 } from './1764520000000-metric-blocks.js';
import { OtlpSignals1764600000000 } from './1764600000000-otlp-signals.js';
import { RecentSpans1764700000000 } from './1764700000000-recent-spans.js';
import { TraceSearch1764800000000 } from './1764800000000-trace-search.js';
import { ErrorExceptions1765100000000 } from './1765100000000-error-exceptions.js';
import { ErrorGroupStates1765200000000 } from './1765200000000-error-group-states.js';
import { ErrorGroupMerging1765300000000 } from './1765300000000-error-group-merging.js';
import { ErrorFingerprintRules1765300100000 } from './1765300100000-error-fingerprint-rules.js';
import { ErrorGroupSearch1765300200000 } from './1765300200000-error-group-search.js';
import { SourceMaps1765400000000 } from './1765400000000-source-maps.js';
import { ErrorQuota1765500000000 } from './1765500000000-error-quota.js';
import { ErrorGroupFacts1765501000000 } from './1765501000000-error-group-facts.js';
import { ErrorLogsView1765502000000 } from './1765502000000-error-logs-view.js';
import { ErrorAttachments1765503000000 } from './1765503000000-error-attachments.js';
import { LogWords1765600000000 } from './1765600000000-log-words.js';
import { TraceAttributes1765600100000 } from './1765600100000-trace-attributes.js';
import { NotificationChannels1765700000000 } from './1765700000000-notification-channels.js';
import { SeriesTags1765800000000 } from './1765800000000-series-tags.js';
import { ErrorGroupSearchText1765900000000 } from './1765900000000-error-group-search-text.js';
import { ErrorStacks1765910000000 } from './1765910000000-error-stacks.js';
import { RuleConditions1766000000000 } from './1766000000000-rule-conditions.js';
import { Muting1766000000020 } from './1766000000020-muting.js';
import { MaintenanceWindows1766000000021 } from './1766000000021-maintenance-windows.js';
import { AlertAcknowledgement1766000000030 } from './1766000000030-alert-acknowledgement.js';
import { RuleMethods1766000000040 } from './1766000000040-rule-methods.js';
import { ErrorGroupRules1766000000041 } from './1766000000041-error-group-rules.js';
import { AlertEvaluations1766000000050 } from './1766000000050-alert-evaluations.js';
import { EvaluationTurns1766000000054 } from './1766000000054-evaluation-turns.js';
import { ManagedAlertRules1766000000055 } from './1766000000055-managed-alert-rules.js';
import { Escalation1766000000060 } from './1766000000060-escalation.js';
import { NotificationGroups1766000000070 } from './1766000000070-notification-groups.js';
import { AlertsView1766000000071 } from './1766000000071-alerts-view.js';
import { AuditChain1766100000000 } from './1766100000000-audit-chain.js';
import { UserBaselines1766101000000 } from './1766101000000-user-baselines.js';
import { SecurityResponses1766110000000 } from './1766110000000-security-responses.js';
import { ServiceVersions1766200000000 } from './1766200000000-service-versions.js';
import { EndedSessions1766201000000 } from './1766201000000-ended-sessions.js';
import { ErrorIds1766300000000 } from './1766300000000-error-ids.js';
import { ListIndexes1766300100000 } from './1766300100000-list-indexes.js';
import { IngestKeyUse1766300200000 } from './1766300200000-ingest-key-use.js';
import { SecurityEventTotals1766310000000 } from './1766310000000-security-event-totals.js';

/** Every migration, oldest first, listed by hand: the same list works compiled, in tests and for the TypeORM command line. */
export const migrations: (new () => MigrationInterface)[] = [
  Platform1764000000000,
  Metrics1764100000000,
  Errors1764200000000,
  Traces1764200100000,
  SecurityEvents1764200200000,
  Logs1764200300000,
  Alerting1764300000000,
  DefaultAlertRules1764300000001,
  HealthChecks1764400000000,
  MetricDoors1764500000000,
  MetricBlocks1764520000000,
  OtlpSignals1764600000000,
  RecentSpans1764700000000,
  TraceSearch1764800000000,
  ErrorExceptions1765100000000,
  ErrorGroupStates1765200000000,
  ErrorGroupMerging1765300000000,
  ErrorFingerprintRules1765300100000,
  ErrorGroupSearch1765300200000,
  SourceMaps1765400000000,
  ErrorQuota1765500000000,
  ErrorGroupFacts1765501000000,
  ErrorLogsView1765502000000,
  ErrorAttachments1765503000000,
  LogWords1765600000000,
  TraceAttributes1765600100000,
  NotificationChannels1765700000000,
  SeriesTags1765800000000,
  ErrorGroupSearchText1765900000000,
  ErrorStacks1765910000000,
  RuleConditions1766000000000,
  Muting1766000000020,
  MaintenanceWindows1766000000021,
  AlertAcknowledgement1766000000030,
  RuleMethods1766000000040,
  ErrorGroupRules1766000000041,
  AlertEvaluations1766000000050,
  EvaluationTurns1766000000054,
  ManagedAlertRules1766000000055,
  Escalation1766000000060,
  NotificationGroups1766000000070,
  AlertsView1766000000071,
  AuditChain1766100000000,
  UserBaselines1766101000000,
  SecurityResponses1766110000000,
  ServiceVersions1766200000000,
  EndedSessions1766201000000,
  ErrorIds1766300000000,
  ListIndexes1766300100000,
  IngestKeyUse1766300200000,
  SecurityEventTotals1766310000000,
];
