import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const AUDITED = Symbol('audited');

/**
 * Declares what a route puts on the audit trail when it changes something; the OpenAPI document tells it as `x-audited`. Every route that
 * changes anything has it, and a test does what each does and looks for the entry.
 * @param actions each as thing and past participle: `ingest_key.created`
 */
export function Audited(...actions: string[]): MethodDecorator {
  return applyDecorators(SetMetadata(AUDITED, actions), ApiExtension('x-audited', actions));
}
