import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const MAX_ATTRIBUTES = 5;

/** An optional parameter that names attributes things must have, or must not, each as `name:value`; given up to five times. */
export function AttributeFilter(description: string, example: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: [String], description, example: [example] }),
    IsOptional(),
    Transform(({ value }) => (Array.isArray(value) ? value : [value])),
    IsArray(),
    ArrayMaxSize(MAX_ATTRIBUTES),
    IsString({ each: true }),
    MaxLength(1024, { each: true }),
    Matches(/^[^:]+:/, { each: true, message: 'must be name:value' }),
  );
}

/** The name and the value of `name:value`; the value may have colons in it. */
export function splitAttribute(attribute: string): [name: string, value: string] {
  const end = attribute.indexOf(':');
  return [attribute.slice(0, end), attribute.slice(end + 1)];
}
