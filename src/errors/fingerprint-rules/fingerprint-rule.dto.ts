import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { type FingerprintMatcher, MATCHED_FIELDS, type MatchedField } from './fingerprint-rule.js';

/** One condition on an error. */
export class FingerprintMatcherField implements FingerprintMatcher {
  /**
   * Those of `type` and `message` must be met by one of the error's exceptions, those of `function`, `module` and `file` by one call on its
   * stack.
   */
  @IsIn(MATCHED_FIELDS)
  field: MatchedField;

  /**
   * What all of it must be, in capital or small letters; `*` stands for any number of characters. What is absent is empty.
   * @example "*timeout*"
   */
  @IsString()
  @MaxLength(256)
  pattern: string;
}

/** Which errors to group by which fingerprint. */
export class FingerprintRuleRequest {
  /**
   * Unique among the rules; `grouped_by` of a group names it.
   * @example "Timeouts of the database"
   */
  @IsLine(200)
  name: string;

  /** Of the rules that an error meets, the one with the lowest decides. Left out, it comes after all others. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  position?: number;

  /** An error must meet all of these. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => FingerprintMatcherField)
  matchers: FingerprintMatcherField[];

  /**
   * The parts of the fingerprint. `{{ error.type }}`, `{{ error.message }}` (without what varies), `{{ error.function }}`,
   * `{{ error.file }}`, `{{ endpoint }}`, `{{ environment }}` and `{{ tags.NAME }}` in them stand for what the error says; a part
   * `{{ default }}` stands for the fingerprint without the rule.
   * @example ["database timeout", "{{ error.type }}"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(16)
  @IsLine(256, { each: true })
  fingerprint: string[];

  /** True when left out. */
  @IfGiven()
  @IsBoolean()
  enabled?: boolean;
}

/** What to change of a rule; what is left out stays. */
export class FingerprintRulePatch extends PartialType(FingerprintRuleRequest, { skipNullProperties: false }) {}

/** A rule by which people group errors themselves. */
export class FingerprintRuleView {
  rule_id: string;

  /** @example "Timeouts of the database" */
  name: string;

  /** @example 10 */
  position: number;

  matchers: FingerprintMatcherField[];

  /** @example ["database timeout", "{{ error.type }}"] */
  fingerprint: string[];

  enabled: boolean;
  created_at: string;
  updated_at: string;
}

/** All rules, in the order in which they are asked. */
export class FingerprintRuleList {
  items: FingerprintRuleView[];
  next_cursor: string | null;
}
