import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RuleMethod } from '../methods/rule-method.js';
import type { Condition } from './condition.js';
import type { Matcher } from './matcher.js';
import type { MissingData } from './missing-data.js';
import type { Severity } from './severity.js';

/** The metric a rule's value is divided by, in the names of the wire. */
export interface Divisor {
  metric_name: string;
  /** The rule's own aggregation when left out. */
  aggregation?: string;
  matchers?: Matcher[];
  /** The quotient is multiplied by this: 100 for a percentage; 1 when left out. */
  multiply?: number;
  /** A divisor below this is too little to judge by and counts as missing data; 0 when left out. */
  minimum?: number;
}

/** What is watched, when it becomes an alert, and who is told. */
@Entity('alert_rules')
export class AlertRule {
  @PrimaryColumn('uuid', { name: 'rule_id' })
  ruleId: string;

  @Column('text')
  @Index('alert_rules_name', { unique: true })
  name: string;

  @Column('text', { default: '' })
  description: string;

  /** Null only where the method needs none. */
  @Column('text', { name: 'metric_name', nullable: true })
  metricName: string | null;

  /** As `GET /metrics` takes it: avg, sum, min, max, count, last, rate, increase, p50, p99.9, … */
  @Column('text')
  aggregation: string;

  /** The aggregation covers this many seconds up to the evaluation. */
  @Column('integer', { name: 'window_seconds' })
  windowSeconds: number;

  @Column('jsonb', { default: [] })
  matchers: Matcher[];

  /** Each combination of these tags' values has an alert of its own. */
  @Column('text', { name: 'group_by', array: true, default: [] })
  groupBy: string[];

  @Column('jsonb', { name: 'divide_by', nullable: true })
  divideBy: Divisor | null;

  /** Null: the value is the aggregate of the window. */
  @Column('jsonb', { nullable: true })
  method: RuleMethod | null;

  @Column('text')
  condition: Condition;

  @Column('double precision')
  threshold: number;

  /** What the value of a firing alert is compared with instead of the threshold; null: with the threshold. */
  @Column('double precision', { name: 'resolve_threshold', nullable: true })
  resolveThreshold: number | null;

  /** Seconds for which the condition must hold before the alert fires. */
  @Column('integer')
  duration: number;

  /** Seconds for which the condition must not hold before a firing alert is resolved. */
  @Column('integer', { name: 'keep_firing_for', default: 0 })
  keepFiringFor: number;

  @Column('text')
  severity: Severity;

  @Column('text', { name: 'notification_channels', array: true, default: [] })
  notificationChannels: string[];

  /** The policy by which its alerts go on to others; null: they do not. */
  @Column('text', { name: 'escalation_policy', nullable: true })
  escalationPolicy: string | null;

  @Column('integer', { name: 'cooldown_seconds' })
  cooldownSeconds: number;

  @Column('text', { name: 'missing_data' })
  missingData: MissingData;

  @Column('text', { name: 'runbook_url', nullable: true })
  runbookUrl: string | null;

  /** Passed on to every notification, for routing on the receiving side. */
  @Column('jsonb', { default: {} })
  labels: Record<string, string>;

  /** Passed on to every notification, for people. */
  @Column('jsonb', { default: {} })
  annotations: Record<string, string>;

  @Column('boolean', { default: true })
  enabled: boolean;

  /** The file that keeps it; null: it is kept here. */
  @Column('text', { name: 'managed_by', nullable: true })
  managedBy: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('timestamptz', { name: 'last_evaluated_at', nullable: true })
  lastEvaluatedAt: Date | null;

  /** Why the last evaluation failed; null when it went well. */
  @Column('text', { name: 'last_error', nullable: true })
  lastError: string | null;
}
