import { AnyMap, decodedMappings, type SectionedSourceMapInput, type TraceMap } from '@jridgewell/trace-mapping';
import { MapFault } from './source-map-work.js';

/** What is read of one map. Source: https://tc39.es/ecma426/ */
interface PlainMap {
  version?: unknown;
  sources?: unknown;
  sourcesContent?: unknown;
  names?: unknown;
  mappings?: unknown;
}

/** Each takes some 90 bytes once it is decoded; a map of 10 MB has about 700,000. */
const MAX_SEGMENTS = 2_500_000;
const MAX_SECTIONS = 10_000;
/** Lines and columns of sections are added up, and lines that are skipped take room. */
const MAX_OFFSET = 1_000_000;
const DEBUG_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads a source map, also one in sections, and makes sure that all it says can be used: nothing of it is taken for granted.
 * @throws MapFault
 */
export function readMap(json: string): { map: TraceMap; debugId: string | undefined } {
  const given = parse(json);
  const segments = checkShape(given);
  if (segments > MAX_SEGMENTS) throw new MapFault(`has ${segments} mappings: at most ${MAX_SEGMENTS} are taken`);
  let map: TraceMap;
  try {
    map = new AnyMap(given as SectionedSourceMapInput);
    checkSegments(map);
  } catch (fault) {
    if (fault instanceof MapFault) throw fault;
    throw new MapFault(`cannot be read: ${(fault as Error).message}`);
  }
  const id = given.debugId ?? given.debug_id;
  return { map, debugId: typeof id === 'string' && DEBUG_ID.test(id) ? id.toLowerCase() : undefined };
}

function parse(json: string): Record<string, unknown> {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch (fault) {
    throw new MapFault(`is no JSON: ${(fault as Error).message}`);
  }
  if (!isRecord(given)) throw new MapFault('is no JSON object');
  return given;
}

/** @returns how many segments and lines it has */
function checkShape(given: Record<string, unknown>): number {
  if (given.version !== 3) throw new MapFault(`has the version ${String(given.version).slice(0, 20)}, expected 3`);
  if (given.sections === undefined) return checkPlain(given, '');
  if (!Array.isArray(given.sections) || given.sections.length > MAX_SECTIONS) {
    throw new MapFault(`has sections that are no list of up to ${MAX_SECTIONS}`);
  }
  let segments = 0;
  for (const [i, section] of given.sections.entries()) {
    const { offset, map } = isRecord(section) ? section : {};
    if (!isRecord(offset) || !isOffset(offset.line) || !isOffset(offset.column)) {
      throw new MapFault(`has no usable offset in sections[${i}]`);
    }
    if (!isRecord(map)) throw new MapFault(`has no map in sections[${i}]`);
    segments += checkPlain(map, `sections[${i}].map.`) + offset.line;
  }
  return segments;
}

function isOffset(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_OFFSET;
}

function checkPlain({ sources, sourcesContent, names, mappings }: PlainMap, path: string): number {
  if (!isList(sources, true)) throw new MapFault(`has ${path}sources that are no list of texts`);
  if (names !== undefined && !isList(names, false)) throw new MapFault(`has ${path}names that are no list of texts`);
  if (sourcesContent !== undefined && sourcesContent !== null && !isList(sourcesContent, true)) {
    throw new MapFault(`has ${path}sourcesContent that is no list of texts`);
  }
  if (typeof mappings !== 'string') throw new MapFault(`has ${path}mappings that are no text`);
  const foreign = /[^A-Za-z0-9+/,;]/.exec(mappings);
  if (foreign)
    throw new MapFault(`has a character in ${path}mappings, at ${foreign.index}, that is not of its alphabet`);
  let segments = 1;
  for (let at = 0; at < mappings.length; at++) if (mappings[at] === ',' || mappings[at] === ';') segments++;
  return segments;
}

function checkSegments(map: TraceMap): void {
  for (const [line, segments] of decodedMappings(map).entries()) {
    for (const [column, source, sourceLine, sourceColumn, name] of segments) {
      const usable =
        column >= 0 &&
        (source === undefined || (source >= 0 && source < map.sources.length)) &&
        (sourceLine === undefined || (sourceLine >= 0 && sourceColumn! >= 0)) &&
        (name === undefined || (name >= 0 && name < map.names.length));
      if (!usable) throw new MapFault(`points at something that is not there, in line ${line + 1} of its mappings`);
    }
  }
}

function isList(value: unknown, orNull: boolean): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' || (orNull && one === null));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
