import { compileGlob, type Glob } from '../../database/patterns/glob.js';
import type { ExceptionInfo, StackFrame } from '../grouping/exception.js';
import { normalizeMessage } from '../grouping/message-template.js';
import { stableFile } from '../grouping/stable-frame.js';
import { type FingerprintRule, fillPart, type MatchedField } from './fingerprint-rule.js';

/** What of an error rules may look at. */
export interface MatchableError {
  service: string;
  environment?: string;
  endpoint?: string;
  tags?: Record<string, string>;
  errorType: string;
  errorMessage: string;
  exceptions: readonly ExceptionInfo[];
}

/** A rule that an error met, and the fingerprint it gives it; `{{ default }}` is still among its parts. */
export interface MatchedRule {
  name: string;
  fingerprint: string[];
}

/** Of longer texts, and of frames beyond these, rules see nothing, so that a hundred rules take no longer than some milliseconds. */
const MAX_MESSAGE = 1000;
const MAX_NAME = 256;
const MAX_FRAMES = 100;
const MAX_VALUE = 256;

type Level = 'error' | 'exception' | 'frame';
const LEVELS: Record<MatchedField, Level> = {
  service: 'error',
  environment: 'error',
  type: 'exception',
  message: 'exception',
  function: 'frame',
  module: 'frame',
  file: 'frame',
};

interface CompiledMatcher {
  field: MatchedField;
  glob: Glob;
}

/** A rule ready to be compared with any number of errors. */
export interface CompiledRule extends FingerprintRule {
  byLevel: Record<Level, CompiledMatcher[]>;
}

export function compileRule(rule: FingerprintRule): CompiledRule {
  const compiled = rule.matchers.map(({ field, pattern }) => ({ field, glob: compileGlob(pattern) }));
  const of = (level: Level) => compiled.filter(({ field }) => LEVELS[field] === level);
  return { ...rule, byLevel: { error: of('error'), exception: of('exception'), frame: of('frame') } };
}

/** The first rule that an error meets: one of its exceptions what is said of exceptions, and one frame of that what is said of frames. */
export function matchRules(rules: readonly CompiledRule[], error: MatchableError): MatchedRule | undefined {
  if (rules.length === 0) return undefined;
  const candidates = candidatesOf(error);
  for (const rule of rules) {
    if (!meets(rule.byLevel.error, { service: error.service, environment: error.environment })) continue;
    const met = candidates.find((candidate) => meetsException(rule, candidate));
    if (met) return { name: rule.name, fingerprint: fill(rule, error, met.exception) };
  }
  return undefined;
}

type Fields = Partial<Record<MatchedField, string>>;

interface Candidate {
  exception: ExceptionInfo;
  fields: Fields;
  frames: Fields[];
}

function candidatesOf({ errorType, errorMessage, exceptions }: MatchableError): Candidate[] {
  const named = { type: errorType, message: errorMessage, frames: exceptions[0]?.frames ?? [] };
  let room = MAX_FRAMES;
  return [...exceptions, named].map((exception) => {
    const frames = exception.frames.slice(0, room).map(fieldsOfFrame);
    room -= frames.length;
    const { type, message } = exception;
    return {
      exception,
      fields: { type: type.slice(0, MAX_NAME), message: message.slice(0, MAX_MESSAGE) },
      frames,
    };
  });
}

function fieldsOfFrame({ function: name, module, file }: StackFrame): Fields {
  return {
    function: name.slice(0, MAX_NAME),
    module: module?.slice(-MAX_NAME),
    file: file.slice(-MAX_NAME).replaceAll('\\', '/'),
  };
}

function meetsException(rule: CompiledRule, { fields, frames }: Candidate): boolean {
  if (!meets(rule.byLevel.exception, fields)) return false;
  return rule.byLevel.frame.length === 0 || frames.some((frame) => meets(rule.byLevel.frame, frame));
}

function meets(matchers: readonly CompiledMatcher[], fields: Fields): boolean {
  return matchers.every(({ field, glob }) => glob(fields[field] ?? ''));
}

function fill(rule: FingerprintRule, error: MatchableError, exception: ExceptionInfo): string[] {
  const frame = exception.frames.find(({ inApp }) => inApp);
  const tags = new Map(Object.entries(error.tags ?? {}));
  const read = (variable: string): string | undefined => {
    if (variable.startsWith('tags.')) return tags.get(variable.slice('tags.'.length));
    return {
      'error.type': exception.type,
      'error.message': normalizeMessage(exception.message),
      'error.function': frame?.function,
      'error.file': frame && stableFile(frame.file.slice(-MAX_NAME)),
      endpoint: error.endpoint,
      environment: error.environment,
    }[variable];
  };
  return rule.fingerprint.map((part) => fillPart(part, (variable) => read(variable)?.slice(0, MAX_VALUE)));
}
