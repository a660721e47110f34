import { applyDecorators } from '@nestjs/common';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IfGiven } from '../../http/input-checks.decorator.js';
import { CHANGES, type ChangeMethod, METHOD_TYPES, type RuleMethod } from './rule-method.js';

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

const FIELDS = { change: ChangeField } satisfies Record<RuleMethod['type'], unknown>;

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
