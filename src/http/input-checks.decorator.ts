import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, ValidateBy, ValidateIf, type ValidationArguments, type ValidationOptions } from 'class-validator';
import { checkLine, checkTags } from './ingest.js';

/** May be left out, but not be null. */
export function IfGiven(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** A text without line breaks or other control characters, neither empty nor too long. */
export function IsLine(maxLength: number, options?: ValidationOptions): PropertyDecorator {
  const fault = (value: unknown) => (typeof value === 'string' ? checkLine(value, maxLength) : 'must be a string');
  return ValidateBy(
    {
      name: 'isLine',
      validator: {
        validate: (value) => fault(value) === undefined,
        defaultMessage: ({ value, property }: ValidationArguments) => `${property} ${faultOfFirst(value, fault)}`,
      },
    },
    options,
  );
}

/** Tags as metrics carry them: at most 32, names up to 128 characters, values up to 1024. */
export function IsTags(): PropertyDecorator {
  return ValidateBy({
    name: 'isTags',
    validator: {
      validate: (value) => faultOfTags(value) === undefined,
      defaultMessage: ({ value, property }: ValidationArguments) => `${property} ${faultOfTags(value)}`,
    },
  });
}

function faultOfFirst(value: unknown, fault: (item: unknown) => string | undefined): string {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.map(fault).find((found) => found !== undefined) ?? 'is not valid';
}

function faultOfTags(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
  if (!Object.values(value).every((item) => typeof item === 'string')) return 'must have strings as values';
  const fault = checkTags(value as Record<string, string>);
  return fault && `${fault.path.slice('tags.'.length)} ${fault.reason}`.trim();
}

/** A string of a pattern, which the OpenAPI document tells, too. @param message what a fault says after the property's name */
export function IsPattern(pattern: RegExp, message: string): PropertyDecorator {
  return applyDecorators(
    Matches(pattern, { message: `$property ${message}` }),
    ApiProperty({ pattern: pattern.source }),
  );
}
