import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IfGiven, IsLine, IsTags } from '../../http/input-checks.decorator.js';
import { IsMethod } from '../methods/alert-rule-method.dto.js';
import type { RuleMethod } from '../methods/rule-method.js';
import { CONDITIONS, type Condition } from './condition.js';
import { MatcherField } from './matcher.dto.js';
import { MISSING_DATA, type MissingData } from './missing-data.js';
import { SEVERITIES, type Severity } from './severity.js';

const AGGREGATION = /^(avg|sum|min|max|count|last|rate|increase|p(100|\d{1,2})(\.\d{1,3})?)$/;
const aggregationMessage =
  'aggregation must be avg, sum, min, max, count, last, rate, increase or a percentile such as p95';
const DAY = 86_400;

/** The metric the rule's value is divided by. */
export class DivisorField {
  /** @example "http_requests_total" */
  @IsLine(255)
  metric_name: string;

  /** The rule's own when left out. */
  @IfGiven()
  @Matches(AGGREGATION, { message: aggregationMessage })
  aggregation?: string;

  @IfGiven()
  @IsArray()
  @ArrayMaxSize(32)
  @ValidateNested({ each: true })
  @Type(() => MatcherField)
  matchers?: MatcherField[];

  /**
   * The quotient is multiplied by this: 100 for a percentage, 1 when left out.
   * @example 100
   */
  @IfGiven()
  @IsNumber()
  multiply?: number;

  /**
   * A divisor below this is too little to judge by and counts as missing data; 0 when left out.
   * @example 10
   */
  @IfGiven()
  @IsNumber()
  @Min(0)
  minimum?: number;
}

/** What is watched, when it becomes an alert, and who is told. */
export class AlertRuleRequest {
  /**
   * Unique among the rules.
   * @example "High Student Registration Rate"
   */
  @IsLine(200)
  name: string;

  /** @example "Unusual spike in student registrations" */
  @IfGiven()
  @IsString()
  @MaxLength(2000)
  description?: string;

  /**
   * Needed unless `method` is `error_groups`.
   * @example "business.student_registrations"
   */
  @IsOptional()
  @IsLine(255)
  metric_name?: string | null;

  /** avg (when left out), sum, min, max, count, last, rate, increase, or a percentile such as p95. */
  @IfGiven()
  @Matches(AGGREGATION, { message: aggregationMessage })
  aggregation?: string;

  /** The seconds up to the evaluation that are aggregated; 60 when left out. */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(DAY)
  window_seconds?: number;

  /** Only series that meet all of these. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(32)
  @ValidateNested({ each: true })
  @Type(() => MatcherField)
  matchers?: MatcherField[];

  /**
   * Each combination of these tags' values has an alert of its own.
   * @example ["service"]
   */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(8)
  @ArrayUnique()
  @IsLine(128, { each: true })
  group_by?: string[];

  /** Makes the value a ratio, such as failed requests among all. */
  @IsOptional()
  @ValidateNested()
  @Type(() => DivisorField)
  divide_by?: DivisorField | null;

  /** How the value is made, other than by aggregating the window (null, when left out). */
  @IsMethod()
  method?: RuleMethod | null;

  /** How the value compares with the threshold while something is wrong. */
  @IsIn(CONDITIONS)
  condition: Condition;

  /** @example 100 */
  @IsNumber()
  threshold: number;

  /**
   * What the value of a firing alert is compared with instead of `threshold`, so that one near the limit does not come and go.
   * @example 80
   */
  @IsOptional()
  @IsNumber()
  resolve_threshold?: number | null;

  /**
   * Seconds for which the condition must hold before the alert fires; 0 when left out.
   * @example 600
   */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(7 * DAY)
  duration?: number;

  /**
   * Seconds for which the condition must not hold, without a break, before a firing alert is resolved; 0 when left out.
   * @example 300
   */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(7 * DAY)
  keep_firing_for?: number;

  @IsIn(SEVERITIES)
  severity: Severity;

  /**
   * Names of channels, as in `GET /channels`: email, slack and webhook when left out. One that is not configured is skipped,
   * and the alert says so.
   * @example ["email", "school-office"]
   */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsLine(63, { each: true })
  notification_channels?: string[];

  /**
   * The name of the escalation policy by which its alerts go on to others until somebody acknowledges them; null when left out.
   * @example "operations"
   */
  @IsOptional()
  @IsLine(63)
  escalation_policy?: string | null;

  /** Shortest time from one firing notification to the next of the same group; 300 when left out. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(7 * DAY)
  cooldown_seconds?: number;

  /**
   * When its series stop reporting: a firing alert goes on (`keep`, when left out) or ends (`resolve`); or silence is the
   * condition (`fire`) or the value 0 (`zero`), for what has reported within a day.
   */
  @IfGiven()
  @IsIn(MISSING_DATA)
  missing_data?: MissingData;

  /** @example "https://wiki.example.org/runbooks/registrations" */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @Length(1, 2000)
  runbook_url?: string | null;

  /**
   * Passed on to every notification.
   * @example { "team": "admissions" }
   */
  @IfGiven()
  @IsTags()
  labels?: Record<string, string>;

  /**
   * Passed on to every notification, for people.
   * @example { "dashboard": "https://grafana.example.org/d/registrations" }
   */
  @IfGiven()
  @IsTags()
  annotations?: Record<string, string>;

  /** A rule that is not enabled is not evaluated; true when left out. */
  @IfGiven()
  @IsBoolean()
  enabled?: boolean;
}

/** The terms to change; what is left out stays as it is. */
export class AlertRulePatch extends PartialType(AlertRuleRequest, { skipNullProperties: false }) {}

/** A rule and how its last evaluation went. */
export class AlertRuleView {
  /** @example "0b0f7c1e-4a3f-4a53-9d3e-6d0a7a3d5f11" */
  rule_id: string;
  /** @example "High Error Rate" */
  name: string;
  description: string;
  /** @example "http_requests_total" */
  metric_name: string | null;
  /** @example "increase" */
  aggregation: string;
  /** @example 120 */
  window_seconds: number;
  matchers: MatcherField[];
  /** @example ["service"] */
  group_by: string[];
  divide_by: DivisorField | null;
  @IsMethod()
  method: RuleMethod | null;
  condition: Condition;
  /** @example 5 */
  threshold: number;
  resolve_threshold: number | null;
  /**
   * Seconds for which the condition must hold before the alert fires.
   * @example 300
   */
  duration: number;
  keep_firing_for: number;
  severity: Severity;
  notification_channels: string[];
  escalation_policy: string | null;
  cooldown_seconds: number;
  missing_data: MissingData;
  runbook_url: string | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  enabled: boolean;
  /** The file that keeps it, of ALERT_RULES_FILES: it cannot be changed or deleted here. */
  managed_by: string | null;
  created_at: string;
  updated_at: string;
  last_evaluated_at: string | null;
  /** Why the last evaluation failed; null when it went well. */
  last_error: string | null;
}

/** Every rule, by name. */
export class AlertRuleList {
  items: AlertRuleView[];
  next_cursor: string | null;
}
