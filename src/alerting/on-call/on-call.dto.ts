import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IfGiven, IsLine, IsPattern } from '../../http/input-checks.decorator.js';
import { TimeParameter } from '../../http/list.dto.js';
import { asTime, timeFault } from '../../http/time-field.js';
import { IsResourceName } from '../is-resource-name.decorator.js';
import { type Layer, type Participant, type Restriction, ROTATION_UNITS } from './layer.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Somebody on call: a name, and the channels that reach them. */
export class ParticipantField implements Participant {
  /** @example "Tendai" */
  @IsLine(100)
  name: string;

  /**
   * Names of channels, as in `GET /channels`.
   * @example ["tendai-sms"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @IsLine(63, { each: true })
  channels: string[];
}

/** Some hours of some days of the week, by the schedule's clock. */
export class RestrictionField implements Restriction {
  /**
   * The days on which it begins: 1 is Monday, 7 Sunday.
   * @example [1, 2, 3, 4, 5]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  days: number[];

  /** @example "20:00" */
  @IsPattern(TIME, 'must be a time such as 08:00')
  from: string;

  /**
   * At or before `from` it is on the next day.
   * @example "06:00"
   */
  @IsPattern(TIME, 'must be a time such as 08:00')
  to: string;
}

/** Participants who take turns. */
export class LayerField implements Omit<Layer, 'restrictions'> {
  /** In the order of their turns. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ParticipantField)
  participants: ParticipantField[];

  /**
   * The date of the first turn.
   * @example "2026-11-30"
   */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
    message: 'starts_on must be a date such as 2026-11-30',
  })
  starts_on: string;

  /**
   * When turns begin, by the schedule's clock.
   * @example "08:00"
   */
  @IsPattern(TIME, 'must be a time such as 08:00')
  handoff_time: string;

  /**
   * A turn takes so many days or weeks.
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(365)
  every: number;

  @IsIn(ROTATION_UNITS)
  unit: (typeof ROTATION_UNITS)[number];

  /** When it applies; always when left out. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(14)
  @ValidateNested({ each: true })
  @Type(() => RestrictionField)
  restrictions?: RestrictionField[];
}

/** Who is on call when. */
export class OnCallScheduleRequest {
  /**
   * What escalation policies call it; it cannot be changed.
   * @example "operations"
   */
  @IsResourceName()
  name: string;

  @IfGiven()
  @IsString()
  @MaxLength(2000)
  description?: string;

  /**
   * The zone whose clock the layers mean; UTC when left out.
   * @example "Africa/Harare"
   */
  @IfGiven()
  @IsLine(64)
  time_zone?: string;

  /** Where several apply, the last does. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => LayerField)
  layers: LayerField[];
}

/** What to change; what is left out stays as it is. */
export class OnCallSchedulePatch extends PartialType(OmitType(OnCallScheduleRequest, ['name']), {
  skipNullProperties: false,
}) {}

/** Who is on call, and what says so. */
export class OnCallView {
  participant: ParticipantField;
  /** The override that says so; null when a layer does. */
  override_id: string | null;
  /** The place of the layer that says so, 0 for the first; null when an override does. */
  layer: number | null;
}

/** A schedule, and who is on call now. */
export class OnCallScheduleView {
  /** @example "operations" */
  name: string;
  description: string;
  time_zone: string;
  layers: LayerField[];
  /** Null when nobody is. */
  on_call: OnCallView | null;
  created_at: string;
  updated_at: string;
}

/** Every schedule, by name. */
export class OnCallScheduleList {
  items: OnCallScheduleView[];
  next_cursor: string | null;
}

/** When. */
export class OnCallFilter {
  @TimeParameter('The time to look at; now when left out.')
  at?: number;
}

/** Who is on call at a time. */
export class OnCallAnswer {
  at: string;
  /** Null when nobody is. */
  on_call: OnCallView | null;
  /** When that changes; null when it does not within 31 days. */
  until: string | null;
}

/** Which shifts to show. */
export class ShiftFilter {
  @TimeParameter('When to begin; now when left out.')
  start_time?: number;

  @TimeParameter('When to end, at most 31 days later; a week later when left out.', '2026-11-30T22:00:00Z')
  end_time?: number;
}

/** One stretch of time with the same person, or nobody, on call. */
export class ShiftView {
  starts_at: string;
  ends_at: string;
  /** Null when nobody is. */
  on_call: OnCallView | null;
}

/** The shifts of a schedule, one after the other. */
export class ShiftList {
  items: ShiftView[];
  next_cursor: string | null;
}

/** Somebody stands in. */
export class OverrideRequest {
  /** ISO 8601 or epoch milliseconds; now when left out. */
  @ApiProperty({ type: String, required: false, example: '2026-11-23T22:00:00Z' })
  @IfGiven()
  @Transform(asTime)
  @IsInt(timeFault)
  starts_at?: number;

  /** ISO 8601 or epoch milliseconds; later than the start and than now. */
  @ApiProperty({ type: String, example: '2026-11-24T02:00:00Z' })
  @Transform(asTime)
  @IsInt(timeFault)
  ends_at: number;

  @ValidateNested()
  @Type(() => ParticipantField)
  participant: ParticipantField;

  /** @example "Tendai is ill." */
  @IfGiven()
  @IsString()
  @MaxLength(1000)
  comment?: string;
}

/** Somebody stands in from one time to another. */
export class OverrideView {
  override_id: string;
  schedule: string;
  starts_at: string;
  ends_at: string;
  participant: ParticipantField;
  comment: string;
  /** Who made it. */
  author: string;
  created_at: string;
}

/** The overrides of a schedule that are not over, the first to begin first. */
export class OverrideList {
  items: OverrideView[];
  next_cursor: string | null;
}
