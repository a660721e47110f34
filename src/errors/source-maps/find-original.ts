import { originalPositionFor, type TraceMap } from '@jridgewell/trace-mapping';

/** A place in a minified file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place in a source that a place in a minified file came from. */
export interface OriginalPlace {
  /** As the map names it, but in one line and without the way to it; nothing is ever opened by this name. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /** What the word at this place was called before it was minified. */
  readonly name: string | null;
  /** The source lines around it; undefined without the source's text. */
  readonly lines: SourceLines | undefined;
}

interface SourceLines {
  readonly before: string[];
  readonly line: string;
  readonly after: string[];
}

const CONTEXT = 5;
const MAX_SOURCE_LINE = 300;
const MAX_NAME = 512;

/** A map that can be asked, with its sources split into lines as they are needed. */
export class OpenMap {
  private readonly lines = new Map<number, string[]>();
  /** By the name that the map gives it. */
  private readonly sources: Map<string, number>;

  constructor(private readonly map: TraceMap) {
    this.sources = new Map(map.resolvedSources.map((source, i) => [source, i]));
  }

  /** @returns null for a place outside the map, or one that stands for no source */
  find({ line, column }: Place): OriginalPlace | null {
    if (line < 1 || column < 1) return null;
    const found = originalPositionFor(this.map, { line, column: column - 1 });
    if (!found.source) return null;
    return {
      source: plainName(found.source),
      line: found.line,
      column: found.column + 1,
      name: found.name?.slice(0, MAX_NAME) ?? null,
      lines: this.around(this.sources.get(found.source)!, found.line - 1),
    };
  }

  private around(source: number, at: number): SourceLines | undefined {
    const lines = this.linesOf(source);
    if (lines?.[at] === undefined) return undefined;
    return {
      before: lines.slice(Math.max(0, at - CONTEXT), at).map(cut),
      line: cut(lines[at]),
      after: lines.slice(at + 1, at + 1 + CONTEXT).map(cut),
    };
  }

  private linesOf(source: number): string[] | undefined {
    const known = this.lines.get(source);
    if (known) return known;
    const lines = this.map.sourcesContent?.[source]?.split(/\r\n|\n|\r/);
    if (lines) this.lines.set(source, lines);
    return lines;
  }
}

function cut(line: string): string {
  return line.slice(0, MAX_SOURCE_LINE);
}

/** `../../src/seats.ts?3f2a` tells no more than `src/seats.ts`. */
function plainName(source: string): string {
  return source
    .slice(0, MAX_NAME)
    .replace(/\p{Cc}/gu, ' ')
    .replace(/^file:\/\//, '')
    .replace(/[?#].*$/, '')
    .replace(/^(?:\.{1,2}\/)+/, '');
}
