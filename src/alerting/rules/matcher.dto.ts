import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsLine } from '../../http/input-checks.decorator.js';
import { MATCH_OPERATORS, type Matcher, type MatchOperator } from './matcher.js';

/** Narrows a metric to the series whose tag compares with a value. */
export class MatcherField implements Matcher {
  /** @example "status" */
  @IsLine(128)
  tag: string;

  /** Equal, not equal, matches or does not match a regular expression. */
  @IsIn(MATCH_OPERATORS)
  operator: MatchOperator;

  /**
   * With =~ and !~ a regular expression in RE2's syntax, which must match the whole value. A tag that is absent counts as empty.
   * @example "5.."
   */
  @IsString()
  @MaxLength(1024)
  value: string;
}
