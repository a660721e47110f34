import { applyDecorators } from '@nestjs/common';
import { ValidateBy, ValidateIf, type ValidationArguments, type ValidationOptions } from 'class-validator';
import { checkLine, checkTags } from '../../http/ingest.js';
import type { Matcher } from './matcher.js';

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
  return applyDecorators(
    ValidateBy({
      name: 'isTags',
      validator: {
        validate: (value) => faultOfTags(value) === undefined,
        defaultMessage: ({ value, property }: ValidationArguments) => `${property} ${faultOfTags(value)}`,
      },
    }),
  );
}

/** With the operators =~ and !~ the value must be a regular expression. */
export function IsRegularExpressionWhenMatching(): PropertyDecorator {
  return ValidateBy({
    name: 'isRegularExpressionWhenMatching',
    validator: {
      validate: (value, { object }: ValidationArguments) =>
        !(object as Matcher).operator?.includes?.('~') || isExpression(value),
      defaultMessage: () => 'value must be a regular expression',
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

function isExpression(value: unknown): boolean {
  try {
    new RegExp(value as string);
    return true;
  } catch {
    return false;
  }
}
