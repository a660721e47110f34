import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ListFilter } from '../../http/list.dto.js';

/** Which exemplars to list. */
export class ExemplarFilter extends ListFilter {
  /**
   * The metric's name. That of a histogram finds the exemplars of its buckets.
   * @example "http.server.request.duration"
   */
  @IsString()
  @MaxLength(255)
  metric_name: string;

  /**
   * A JSON object of tags that must be equal, or terms with commas between them: `name=value`, `name!=value`,
   * `name=~pattern`, `name!~pattern`. A tag that a series does not have counts as empty.
   * @example "service=students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  tags?: string;
}

/** One measurement, with the trace in which it was made. */
export class ExemplarView {
  /**
   * The series' name.
   * @example "http.server.request.duration_bucket"
   */
  metric_name: string;

  /**
   * The series' tags.
   * @example { "service": "students", "le": "0.5" }
   */
  tags: Record<string, string>;

  /** @example "2026-11-23T22:15:00.123Z" */
  timestamp: string;

  /**
   * Null when the value is no finite number.
   * @example 0.437
   */
  value: number | null;

  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  trace_id: string | null;

  /** @example "00f067aa0ba902b7" */
  span_id: string | null;

  /** What the measurement had beside the tags of its series. */
  attributes: Record<string, string>;
}

/** A page of exemplars, newest first. */
export class ExemplarPage {
  items: ExemplarView[];
  next_cursor: string | null;
}
