import { ApiProperty } from '@nestjs/swagger';
import { IsLine } from '../../http/input-checks.decorator.js';

/** What can be found. */
export const FOUND_KINDS = ['service', 'error_group', 'trace', 'alert_rule', 'alert', 'metric', 'operation'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

export class SearchFilter {
  /**
   * A part of a name, in any case, or the id of a trace, an error, a group of errors, an alert, a rule or a request.
   * @example "checkout"
   */
  @IsLine(500)
  q: string;
}

/** Something that was found. */
export class FoundView {
  @ApiProperty({ enum: FOUND_KINDS })
  kind: FoundKind;

  /**
   * What its page asks for: a service's or metric's name, `group_id`, `trace_id`, `rule_id`, `alert_id`; of an operation its name.
   * @example "students"
   */
  id: string;

  /**
   * Text from outside: never markup.
   * @example "students"
   */
  title: string;

  /**
   * What else tells it from others; the service of an operation. May be empty.
   * @example "GET /students"
   */
  subtitle: string;
}

/** The best first, at most 20. */
export class SearchAnswer {
  items: FoundView[];
}
