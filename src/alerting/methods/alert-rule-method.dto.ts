import { applyDecorators } from '@nestjs/common';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IfGiven } from '../../http/input-checks.decorator.js';
import {
  type AnomalyMethod,
  type BurnRateMethod,
  CHANGES,
  type ChangeMethod,
  DIRECTIONS,
  ERROR_GROUP_EVENTS,
  type ErrorGroupsMethod,
  type ForecastMethod,
  METHOD_TYPES,
  type RuleMethod,
} from './rule-method.js';

const DAY = 86_400;

/** What every method has; one of an unknown type is checked by this. */
class MethodField {
  @IsIn(METHOD_TYPES)
  type: RuleMethod['type'];
}

/** The value is the change of the window against the same window some time ago. Nothing then, or zero, is missing data. */
export class ChangeField implements ChangeMethod {
  @IsIn(['change'])
  type: 'change';

  /**
   * Seconds between the two windows.
   * @example 604800
   */
  @IsInt()
  @Min(1)
  @Max(30 * DAY)
  offset: number;

  /** In percent of what was then (when left out), or the difference. */
  @IfGiven()
  @IsIn(CHANGES)
  as?: ChangeMethod['as'];
}

/** The value is how many times faster than allowed the error budget is used up, in whichever of the two windows that is slower. */
export class BurnRateField implements BurnRateMethod {
  @IsIn(['burn_rate'])
  type: 'burn_rate';

  /**
   * The share of good ones that is aimed at, in percent.
   * @example 99.9
   */
  @IsNumber()
  @Min(1)
  @Max(99.9999)
  objective: number;

  /**
   * Seconds: that it matters.
   * @example 3600
   */
  @IsInt()
  @Min(1)
  @Max(7 * DAY)
  long_window: number;

  /**
   * Seconds, fewer than those of the long one: that it still goes on.
   * @example 300
   */
  @IsInt()
  @Min(1)
  @Max(7 * DAY)
  short_window: number;
}

/** The value is what the window will come to, as a straight line through the past has it. */
export class ForecastField implements ForecastMethod {
  @IsIn(['forecast'])
  type: 'forecast';

  /**
   * Seconds of the past, from 10 to 1000 times `window_seconds`.
   * @example 21600
   */
  @IsInt()
  @Min(1)
  @Max(30 * DAY)
  history: number;

  /**
   * Seconds ahead.
   * @example 86400
   */
  @IsInt()
  @Min(1)
  @Max(365 * DAY)
  horizon: number;
}

/** The value is how many of these events each group of errors had within the window. Needs no metric. */
export class ErrorGroupsField implements ErrorGroupsMethod {
  @IsIn(['error_groups'])
  type: 'error_groups';

  /**
   * `new`: the first error of its group; `regressed`: one after the group was resolved, or that ended its being ignored; `spike`: far more
   * errors than is usual for the group.
   * @example ["new", "regressed"]
   */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ERROR_GROUP_EVENTS, { each: true })
  events: ErrorGroupsMethod['events'];
}

/** The value is the distance of the window from its seasonal forecast, in halves of the width of the interval of 95 %: beyond 1 it is outside. */
export class AnomalyField implements AnomalyMethod {
  @IsIn(['anomaly'])
  type: 'anomaly';

  /** Days of the past that tell what is usual; 14 when left out, which is the least for weeks to be told apart from days. */
  @IfGiven()
  @IsInt()
  @Min(3)
  @Max(28)
  training_days?: number;

  /** Whether only values `above` or `below` the forecast count, the others being negative; `both` when left out. */
  @IfGiven()
  @IsIn(DIRECTIONS)
  direction?: AnomalyMethod['direction'];
}

const FIELDS = {
  change: ChangeField,
  burn_rate: BurnRateField,
  forecast: ForecastField,
  error_groups: ErrorGroupsField,
  anomaly: AnomalyField,
} satisfies Record<RuleMethod['type'], unknown>;

/** The classes of all methods, for the OpenAPI document. */
export const METHOD_FIELDS = Object.values(FIELDS);

/** A field that holds a method, or null. */
export function IsMethod(): PropertyDecorator {
  const subTypes = Object.entries(FIELDS).map(([name, value]) => ({ name, value }));
  return applyDecorators(
    ApiProperty({
      oneOf: METHOD_FIELDS.map((field) => ({ $ref: getSchemaPath(field) })),
      nullable: true,
      required: false,
    }),
    IsOptional(),
    IsObject(),
    ValidateNested(),
    Type(() => MethodField, { discriminator: { property: 'type', subTypes }, keepDiscriminatorProperty: true }),
  );
}
