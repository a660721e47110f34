import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, ValidateNested } from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { MatcherField } from '../rules/matcher.dto.js';

/** Which alerts hide which others. */
export class InhibitionRuleRequest {
  /**
   * Why; it is the reason that hidden alerts show.
   * @example "The critical CPU rule hides the high CPU one of the same machine."
   */
  @IsLine(1000)
  comment: string;

  /** An alert that meets all of these and fires hides others. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(32)
  @ValidateNested({ each: true })
  @Type(() => MatcherField)
  source_matchers: MatcherField[];

  /** Alerts that meet all of these are hidden. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(32)
  @ValidateNested({ each: true })
  @Type(() => MatcherField)
  target_matchers: MatcherField[];

  /**
   * Both alerts must have the same values of these tags; an absent one counts as empty. None when left out.
   * @example ["host"]
   */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(8)
  @ArrayUnique()
  @IsLine(128, { each: true })
  equal?: string[];

  /** True when left out. */
  @IfGiven()
  @IsBoolean()
  enabled?: boolean;
}

/** The terms to change. */
export class InhibitionRulePatch extends PartialType(InhibitionRuleRequest, { skipNullProperties: false }) {}

/** Which alerts hide which others. */
export class InhibitionRuleView {
  inhibition_rule_id: string;
  comment: string;
  source_matchers: MatcherField[];
  target_matchers: MatcherField[];
  equal: string[];
  enabled: boolean;
  created_at: string;
  updated_at: string;
}

/** Every inhibition rule, the oldest first. */
export class InhibitionRuleList {
  items: InhibitionRuleView[];
  next_cursor: string | null;
}
