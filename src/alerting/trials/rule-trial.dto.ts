import { Type } from 'class-transformer';
import { IsDefined, IsNumber, Max, Min, ValidateNested } from 'class-validator';
import { IfGiven } from '../../http/input-checks.decorator.js';
import { EvaluatedGroupView } from '../evaluation/evaluation-log.dto.js';
import { AlertRuleRequest } from '../rules/alert-rule.dto.js';

/** A rule to try, as it would be saved. */
export class RuleTrialRequest {
  @IsDefined()
  @ValidateNested()
  @Type(() => AlertRuleRequest)
  rule: AlertRuleRequest;

  /** How many days of the past to try it on, fractions too; 7 when left out, 0 for none. */
  @IfGiven()
  @IsNumber()
  @Min(0)
  @Max(90)
  backtest_days?: number;
}

/** An alert that there would have been. */
export class BacktestEpisodeView {
  /** @example { "host": "db-1" } */
  tags: Record<string, string>;
  /** When its condition began to hold. */
  started_at: string;
  fired_at: string;
  /** Null when it still fires. */
  resolved_at: string | null;
  /**
   * The value furthest beyond the threshold; null when it fired because of silence.
   * @example 97
   */
  worst_value: number | null;
  /** Whether its beginning would have been told. */
  notified: boolean;
}

/** What the rule would have done. */
export class BacktestView {
  start_time: string;
  end_time: string;
  /** The time between two of its evaluations: longer than that of the real ones when there would be too many. */
  step_seconds: number;
  evaluations: number;
  /** Evaluations that found no value at all. */
  evaluations_without_data: number;
  /** How many groups there were in all. */
  groups: number;
  /** How many alerts would have fired. */
  fired: number;
  /** How many would have been pending and not fired. */
  pending_only: number;
  /** How many beginnings and ends would have been told, each once for all channels, without regard to what mutes them. */
  notifications: number;
  /** For how long alerts would have fired, added up. */
  firing_seconds: number;
  /** The newest first, at most 500. */
  alerts: BacktestEpisodeView[];
  /** Whether there are more. */
  truncated: boolean;
}

/** What a rule does now and would have done. Nothing is stored and nobody is told. */
export class RuleTrialResult {
  evaluated_at: string;
  /** Every group with what would become of it if the rule began now; at most 1,000. */
  groups: EvaluatedGroupView[];
  /** Null when it was not asked for. */
  backtest: BacktestView | null;
}
