import { open } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { StackFrame } from '../signals.js';

/** The source lines around one. */
type Context = Pick<StackFrame, 'preContext' | 'contextLine' | 'postContext'>;

const CONTEXT = 5;
const MAX_SOURCE_LINE = 300;
/** Of an exception, the innermost frames of the application's own. */
const MAX_FRAMES = 10;
const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** Each takes up to 3 kB; errors come from few places. */
const MAX_PLACES = 1000;
const SCRIPT = /\.[cm]?[jt]sx?$/;

/**
 * Adds the source lines to frames of the application's own code, a while after the error was recorded: nobody waits for it. A stack is
 * text that anybody may have written, so only scripts beneath `roots` are read, and none of installed packages.
 */
export class SourceContext {
  private readonly places = new Map<string, Promise<Context | undefined>>();
  /** Those that are being read. */
  private readonly files = new Map<string, Promise<string[] | undefined>>();
  private readonly filling = new Set<Promise<void>>();

  constructor(private readonly roots: readonly string[]) {}

  /** Never rejects. */
  add(frames: readonly StackFrame[]): void {
    const own = frames.filter(({ inApp, file }) => inApp && this.isReadable(file)).slice(0, MAX_FRAMES);
    if (own.length === 0) return;
    const filling = Promise.all(own.map(async (frame) => Object.assign(frame, await this.find(frame)))).then(() => {
      this.filling.delete(filling);
    });
    this.filling.add(filling);
  }

  /** Resolves once what has been added so far is there. */
  async settle(): Promise<void> {
    await Promise.all(this.filling);
  }

  private isReadable(file: string): boolean {
    return SCRIPT.test(file) && resolve(file) === file && this.roots.some((root) => file.startsWith(root + sep));
  }

  private find({ file, line }: StackFrame): Promise<Context | undefined> {
    const place = `${file}:${line}`;
    const known = this.places.get(place);
    if (known) return known;
    if (this.places.size >= MAX_PLACES) this.places.clear();
    const context = this.linesOf(file).then((lines) => lines && around(lines, line - 1));
    this.places.set(place, context);
    return context;
  }

  private linesOf(file: string): Promise<string[] | undefined> {
    const reading =
      this.files.get(file) ??
      readLines(file)
        .catch(() => undefined)
        .finally(() => this.files.delete(file));
    this.files.set(file, reading);
    return reading;
  }
}

async function readLines(file: string): Promise<string[] | undefined> {
  const handle = await open(file);
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return undefined;
    return (await handle.readFile('utf8')).split(/\r?\n/);
  } finally {
    await handle.close();
  }
}

function around(lines: readonly string[], at: number): Context | undefined {
  if (lines[at] === undefined) return undefined;
  const cut = (text: string) => text.slice(0, MAX_SOURCE_LINE);
  return {
    preContext: lines.slice(Math.max(0, at - CONTEXT), at).map(cut),
    contextLine: cut(lines[at]),
    postContext: lines.slice(at + 1, at + 1 + CONTEXT).map(cut),
  };
}
