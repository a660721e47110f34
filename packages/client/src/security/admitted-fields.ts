import type { Admits } from '../signals.js';
import type { SuspiciousFragment } from './suspicious-fragments.js';

type Class = abstract new (...args: never[]) => unknown;

/** A method of a controller that serves requests. */
export interface HandlerRef {
  readonly controller: Class;
  readonly method: string;
}

/** What is read of a rule of class-validator (0.13 and newer). */
interface Rule {
  readonly type: string;
  readonly name?: string;
  readonly propertyName: string;
  readonly constraints?: readonly unknown[];
  readonly constraintCls: unknown;
}
interface RuleStorage {
  getTargetValidationMetadatas(target: Class, schema: string, always: boolean, strictGroups: boolean): readonly Rule[];
  getTargetValidatorConstraints(target: unknown): readonly { readonly name: string }[];
}

/** An argument of a handler: what of the request it is taken from and, where it is one field of that, which. */
interface Argument {
  readonly index: number;
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/** Where Nest (10 to 12) notes the arguments of a handler, and its numbers for where they come from. */
const ARGUMENTS = '__routeArguments__';
const SOURCES: Readonly<Record<string, SuspiciousFragment['in']>> = { 3: 'body', 4: 'query' };

const BY_RULE: Readonly<Record<string, Admits>> = {
  isUuid: 'uuid',
  isInt: 'number',
  isNumber: 'number',
  isNumberString: 'number',
  isDecimal: 'number',
  isBoolean: 'boolean',
  isBooleanString: 'boolean',
  isDate: 'date',
  isDateString: 'date',
  isIso8601: 'date',
  isIn: 'enum',
  isEnum: 'enum',
  isAlpha: 'identifier',
  isAlphanumeric: 'identifier',
  isHexadecimal: 'identifier',
  isMongoId: 'identifier',
};
const BY_TYPE = new Map<unknown, Admits>([
  [Number, 'number'],
  [Boolean, 'boolean'],
  [Date, 'date'],
]);
const BY_PIPE: Readonly<Record<string, Admits>> = {
  ParseIntPipe: 'number',
  ParseFloatPipe: 'number',
  ParseUUIDPipe: 'uuid',
  ParseBoolPipe: 'boolean',
  ParseEnumPipe: 'enum',
  ParseDatePipe: 'date',
};
/** Rules that leave a field free text. */
const FREE = new Set([
  'isString',
  'isNotEmpty',
  'isDefined',
  'minLength',
  'maxLength',
  'isLength',
  'isArray',
  'arrayMaxSize',
]);
/** From how many characters on what may be written is prose. */
const PROSE_LENGTH = 200;
/** Rules that say nothing of the value. */
const SAYS_NOTHING = new Set(['conditionalValidation', 'whitelistValidation', 'nestedValidation', 'promiseValidation']);

const known = new WeakMap<Class, Map<string, ReadonlyMap<string, Admits>>>();

/** What the handler admits in a field of body or query by its DTOs or pipes; undefined where they do not say. Read once for each handler. */
export function admittedBy({ controller, method }: HandlerRef, { in: place, name }: SuspiciousFragment) {
  const methods = known.get(controller) ?? new Map<string, ReadonlyMap<string, Admits>>();
  known.set(controller, methods);
  const fields = methods.get(method) ?? fieldsOf(controller, method);
  methods.set(method, fields);
  return fields.get(`${place} ${name}`);
}

function fieldsOf(controller: Class, method: string): ReadonlyMap<string, Admits> {
  const fields = new Map<string, Admits>();
  const types = metadata('design:paramtypes', controller.prototype, method);
  const argumentsOf = metadata(ARGUMENTS, controller, method) ?? {};
  for (const [key, { index, data, pipes = [] }] of Object.entries(argumentsOf as Record<string, Argument>)) {
    const place = SOURCES[key.split(':')[0] ?? ''];
    const type: unknown = (types as readonly unknown[] | undefined)?.[index];
    if (place === undefined) continue;
    if (typeof data === 'string') put(fields, `${place} ${data}`, admittedAlone(type, pipes));
    else if (isClass(type)) readClass(type, `${place} `, fields, true);
  }
  return fields;
}

/** Of a field that is an argument by itself. */
function admittedAlone(type: unknown, pipes: readonly unknown[]): Admits | undefined {
  const names = pipes.map((pipe) => (isClass(pipe) ? pipe.name : (pipe as object).constructor.name));
  return names.map((name) => BY_PIPE[name]).find(Boolean) ?? BY_TYPE.get(type);
}

function readClass(type: Class, prefix: string, fields: Map<string, Admits>, goesDeeper: boolean): void {
  const rules = storage()?.getTargetValidationMetadatas(type, '', false, false) ?? [];
  for (const name of new Set(rules.map(({ propertyName }) => propertyName))) {
    const typeOfField = metadata('design:type', type.prototype, name);
    const own = rules.filter(({ propertyName, type: kind }) => propertyName === name && !SAYS_NOTHING.has(kind));
    put(fields, prefix + name, admitted(own) ?? BY_TYPE.get(typeOfField));
    if (goesDeeper && isClass(typeOfField)) readClass(typeOfField, `${prefix}${name}.`, fields, false);
  }
}

function admitted(rules: readonly Rule[]): Admits | undefined {
  const names = rules.map(nameOf);
  const kind = names.map((name) => BY_RULE[name]).find(Boolean);
  if (kind || !names.includes('isString') || !names.every((name) => FREE.has(name))) return kind;
  const bounds = rules.map((rule) => rule.constraints?.[nameOf(rule) === 'maxLength' ? 0 : 1]);
  const longest = Math.min(...bounds.filter((bound) => typeof bound === 'number'));
  return longest >= PROSE_LENGTH ? 'text' : undefined;
}

function nameOf({ name, constraintCls }: Rule): string {
  return name ?? storage()?.getTargetValidatorConstraints(constraintCls)[0]?.name ?? '';
}

function put(fields: Map<string, Admits>, field: string, admits: Admits | undefined): void {
  if (admits !== undefined) fields.set(field, admits);
}

/** class-validator keeps it there for all its copies in a process: nothing has to be loaded. */
function storage(): RuleStorage | undefined {
  return (globalThis as { classValidatorMetadataStorage?: RuleStorage }).classValidatorMetadataStorage;
}

/** Of reflect-metadata, which every Nest application loads. */
function metadata(key: string, target: object, property: string): unknown {
  const { getMetadata } = Reflect as { getMetadata?: (key: string, target: object, property: string) => unknown };
  return getMetadata?.(key, target, property);
}

function isClass(value: unknown): value is Class {
  return typeof value === 'function' && value.prototype !== undefined;
}
