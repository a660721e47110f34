import { type ArgumentMetadata, Injectable, type Type, type ValidationError, ValidationPipe } from '@nestjs/common';
import type { InputFault } from './problem.dto.js';
import { Problem } from './problem.js';

class InvalidInput extends Error {
  constructor(readonly errors: InputFault[]) {
    super('invalid input');
  }
}

/** Checks DTOs by their class-validator rules: 422 for a body, 400 for query and path, each fault with its path. */
@Injectable()
export class InputPipe extends ValidationPipe {
  /** Filters that were found to need no parameter: without one they are their defaults, checked and made once. */
  private readonly defaults = new Map<Type, object>();

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
      exceptionFactory: (faults) => new InvalidInput(faults.flatMap((fault) => flatten(fault))),
    });
  }

  // Not async: a promise more for each request without parameters.
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || !metatype || !isEmpty(value)) return this.check(value, metadata);
    const known = this.defaults.get(metatype);
    return known ? (known as Promise<unknown>) : this.learn(value, metadata, metatype);
  }

  private async learn(value: unknown, metadata: ArgumentMetadata, metatype: Type): Promise<unknown> {
    const input = await this.check(value, metadata);
    if (input instanceof metatype) this.defaults.set(metatype, Object.freeze(input) as object);
    return input;
  }

  private async check(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && (value === undefined || value === null) && this.isChecked(metadata)) {
      return this.withoutBody(metadata);
    }
    const { type } = metadata;
    if (type === 'query' || type === 'param' || (type === 'body' && this.isChecked(metadata)))
      refuseNul(value, metadata);
    try {
      return await super.transform(value, metadata);
    } catch (fault) {
      if (!(fault instanceof InvalidInput)) throw fault;
      throw metadata.type === 'body'
        ? Problem.invalid(fault.errors)
        : Problem.of(400, `The ${metadata.type === 'query' ? 'query' : 'path'} has faults.`, { errors: fault.errors });
    }
  }

  /** No body is as good as an empty object where every field may be left out. */
  private async withoutBody(metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await super.transform({}, metadata);
    } catch (fault) {
      if (!(fault instanceof InvalidInput)) throw fault;
      throw Problem.of(400, 'The body is empty: expected a JSON object.');
    }
  }

  private isChecked({ metatype }: ArgumentMetadata): boolean {
    return metatype !== undefined && this.toValidate({ type: 'body', metatype });
  }
}

function isEmpty(query: unknown): boolean {
  for (const _ in query as object) return false;
  return true;
}

/** PostgreSQL's text cannot hold NUL: nothing can be found by it, and nothing called by it. */
function refuseNul(value: unknown, { data, type }: ArgumentMetadata): void {
  const given = typeof value === 'string' ? { [data ?? type]: value } : ((value ?? {}) as Record<string, unknown>);
  for (const [path, text] of Object.entries(given)) {
    if (String(text).includes('\0')) {
      const errors = [{ path, message: 'must not contain the NUL character' }];
      throw type === 'body' ? Problem.invalid(errors) : Problem.of(400, 'The address has faults.', { errors });
    }
  }
}

function flatten(fault: ValidationError, parent = ''): InputFault[] {
  const key = /^\d+$/.test(fault.property) ? `[${fault.property}]` : fault.property;
  const path = parent && !key.startsWith('[') ? `${parent}.${key}` : parent + key;
  const own = Object.values(fault.constraints ?? {}).map((message) => ({ path, message }));
  return [...own, ...(fault.children ?? []).flatMap((child) => flatten(child, path))];
}
