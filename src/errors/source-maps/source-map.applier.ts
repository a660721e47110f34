import { Injectable } from '@nestjs/common';
import type { ExceptionInfo, StackFrame } from '../grouping/exception.js';
import { isInApp } from '../grouping/in-app.js';
import type { OriginalPlace } from './find-original.js';
import type { KnownMap } from './match-file.js';
import { restoreFrames } from './restore-frames.js';
import { SourceMapIndex } from './source-map.index.js';
import { SourceMapReader } from './source-map.reader.js';
import { MapFault } from './source-map-work.js';

/** An event, as far as maps matter to it. */
export interface MappableEvent {
  readonly service: string;
  readonly release?: string | null;
  /** Asked for only when its release has maps. */
  readonly exceptions: () => readonly ExceptionInfo[];
}

/** What maps made of an event. */
export interface MappedEvent {
  readonly exceptions: readonly ExceptionInfo[];
  /** Why frames stay minified, or have no source lines. */
  readonly faults: readonly string[];
}

/** Of a frame: its original place, or why it is not known. */
type Outcomes = Map<StackFrame, OriginalPlace | string>;

const MAX_FAULTS = 10;
const MAX_FILE = 200;

/** Turns minified frames of errors into what they were in the source. */
@Injectable()
export class SourceMapApplier {
  constructor(
    private readonly index: SourceMapIndex,
    private readonly maps: SourceMapReader,
  ) {}

  /**
   * Whatever is wrong with a map, the event is there to be kept.
   * @returns for each event what became of it; undefined for one that maps have nothing to say of @throws DatabaseUnavailable
   */
  async apply(events: readonly MappableEvent[]): Promise<(MappedEvent | undefined)[]> {
    const releases = new Set<string>();
    for (const { release } of events) if (release) releases.add(release);
    const known = releases.size > 0 ? await this.index.find(releases) : undefined;
    if (!known || known.size === 0) return [];
    const outcomes: Outcomes = new Map();
    const wanted = new Map<KnownMap, StackFrame[]>();
    const stacks = events.map(({ service, release, exceptions }) => {
      const maps = known.get(release ?? '');
      const stack = maps ? exceptions() : [];
      for (const frame of stack.flatMap(({ frames }) => frames).filter(isMinified)) {
        const choice = maps!.choose(frame, service);
        if (typeof choice === 'string') outcomes.set(frame, choice);
        else if (choice) framesOf(wanted, choice).push(frame);
      }
      return stack;
    });
    await Promise.all([...wanted].map(([map, frames]) => this.find(map, frames, outcomes)));
    return stacks.map((stack) => mapEvent(stack, outcomes));
  }

  private async find(map: KnownMap, frames: readonly StackFrame[], outcomes: Outcomes): Promise<void> {
    // Events of one group share their places.
    const places = new Map(frames.map(({ line, column }) => [`${line}:${column}`, { line: line!, column: column! }]));
    try {
      const found = await this.maps.find(map, [...places.values()]);
      const originals = new Map([...places.keys()].map((place, i) => [place, found[i]]));
      for (const frame of frames) {
        const place = `${frame.line}:${frame.column}`;
        outcomes.set(frame, originals.get(place) ?? `${short(frame.file)}:${place} is outside its source map`);
      }
    } catch (fault) {
      if (!(fault instanceof MapFault)) throw fault;
      for (const frame of frames) outcomes.set(frame, `the source map of ${short(frame.file)} ${fault.message}`);
    }
  }
}

function framesOf(wanted: Map<KnownMap, StackFrame[]>, map: KnownMap): StackFrame[] {
  const frames = wanted.get(map) ?? [];
  wanted.set(map, frames);
  return frames;
}

/** Whether a fault may have passed when the event is read: another map may be there by then. */
export function mayPass(fault: string): boolean {
  return /^(?:no source map|several source maps|the source map) of | is outside its source map$/.test(fault);
}

/** Whether a frame may be one that a map knows, and has not been mapped yet. */
function isMinified({ minified, line, column, file }: StackFrame): boolean {
  return minified === undefined && line !== undefined && column !== undefined && isInApp(file);
}

function mapEvent(stack: readonly ExceptionInfo[], outcomes: Outcomes): MappedEvent | undefined {
  if (!stack.some(({ frames }) => frames.some((frame) => outcomes.has(frame)))) return undefined;
  const faults = new Set<string>();
  const exceptions = stack.map((exception) => {
    const originals = exception.frames.map((frame) => {
      const outcome = outcomes.get(frame);
      if (typeof outcome !== 'object') {
        if (outcome !== undefined) faults.add(outcome);
        return undefined;
      }
      if (!outcome.lines)
        faults.add(`no text of ${short(outcome.source)} is in the source map of ${short(frame.file)}`);
      return outcome;
    });
    return { ...exception, frames: restoreFrames(exception.frames, originals) };
  });
  return { exceptions, faults: [...faults].slice(0, MAX_FAULTS) };
}

function short(file: string): string {
  return file.slice(-MAX_FILE);
}
