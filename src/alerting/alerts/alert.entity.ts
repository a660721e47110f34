import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Suppression } from '../muting/mute.js';
import type { Condition } from '../rules/condition.js';
import type { Severity } from '../rules/severity.js';
import type { AlertStatus, ResolutionReason } from './alert-status.js';

/**
 * One occurrence of a fault: of one rule and group, or raised by hand. It keeps what its rule said at the time, so that it
 * still reads right after the rule has changed. At most one alert of a fingerprint is open (pending or firing).
 */
@Entity('alert_instances')
@Index('alert_instances_open_fingerprint', { synchronize: false })
@Index('alert_instances_open_rule', { synchronize: false })
@Index('alert_instances_told', { synchronize: false })
@Index('alert_instances_muted', { synchronize: false })
@Index('alert_instances_resolved_at', { synchronize: false })
@Index('alert_instances_started_at', { synchronize: false })
@Index('alert_instances_name', { synchronize: false })
@Index('alert_instances_rule', { synchronize: false })
@Index('alert_instances_service', { synchronize: false })
export class Alert {
  @PrimaryColumn('uuid', { name: 'alert_id' })
  alertId: string;

  /** Null for an alert raised by hand. */
  @Column('uuid', { name: 'rule_id', nullable: true })
  ruleId: string | null;

  /** The rule and the group in one value. */
  @Column('text')
  fingerprint: string;

  @Column('text')
  name: string;

  @Column('text')
  description: string;

  @Column('text')
  severity: Severity;

  @Column('text')
  status: AlertStatus;

  /** `rule`, or what the person who raised it gave. */
  @Column('text')
  source: string;

  @Column('text', { name: 'metric_name', nullable: true })
  metricName: string | null;

  @Column('text', { nullable: true })
  condition: Condition | null;

  @Column('double precision', { nullable: true })
  threshold: number | null;

  /** The last measured value. */
  @Column('double precision', { nullable: true })
  value: number | null;

  /** The group: the values of the rule's `group_by` tags. */
  @Column('jsonb')
  tags: Record<string, string>;

  @Column('jsonb')
  labels: Record<string, string>;

  @Column('jsonb', { default: {} })
  annotations: Record<string, string>;

  @Column('text', { name: 'runbook_url', nullable: true })
  runbookUrl: string | null;

  @Column('text', { name: 'notification_channels', array: true })
  notificationChannels: string[];

  /** The policy by which it goes on to others; null: it does not. */
  @Column('text', { name: 'escalation_policy', nullable: true })
  escalationPolicy: string | null;

  /** When the condition was first seen to hold. */
  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'fired_at', nullable: true })
  firedAt: Date | null;

  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  resolvedAt: Date | null;

  /** Who resolved it; null when the evaluation did. */
  @Column('text', { name: 'resolved_by', nullable: true })
  resolvedBy: string | null;

  @Column('text', { name: 'resolution_reason', nullable: true })
  resolutionReason: ResolutionReason | null;

  @Column('text', { nullable: true })
  comment: string | null;

  /** For how long the condition has been seen to hold before it fired, in ms. */
  @Column('integer', { name: 'held_ms' })
  heldMs: number;

  /** For how long the condition of a firing alert has been seen not to hold, in ms; null while it does. */
  @Column('integer', { name: 'clear_ms', nullable: true })
  clearMs: number | null;

  /** Its group fires so often that it ends only after a longer calm. */
  @Column('boolean', { name: 'is_flapping', default: false })
  isFlapping: boolean;

  @Column('timestamptz', { name: 'evaluated_at' })
  evaluatedAt: Date;

  /** Since when its series are silent; null while they report. */
  @Column('timestamptz', { name: 'missing_since', nullable: true })
  missingSince: Date | null;

  /** When the firing notification was written; null when the cooldown holds it back. */
  @Column('timestamptz', { name: 'notified_at', nullable: true })
  notifiedAt: Date | null;

  /** What kept it from being told; null when nothing did, or it was told since. */
  @Column('jsonb', { name: 'suppressed_by', nullable: true })
  suppressedBy: Suppression | null;

  /** When a person took charge of it; null while nobody has. */
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt: Date | null;

  @Column('text', { name: 'acknowledged_by', nullable: true })
  acknowledgedBy: string | null;
}
