import type { StackFrame } from '../grouping/exception.js';
import { type KnownMap, matchFile, pathOf } from './match-file.js';

const SCRIPT = /\.[cm]?js$/;
const MAX_FILE = 200;
/** Frames name the same few files again and again. */
const MAX_CHOSEN = 1000;

type Choice = KnownMap | string | undefined;

/** The maps of one release, without what is in them. */
export class ReleaseMaps {
  private readonly byName = new Map<string, KnownMap[]>();
  private readonly byDebugId = new Map<string, KnownMap>();
  private readonly chosen = new Map<string, Choice>();

  constructor(maps: readonly KnownMap[]) {
    for (const map of maps) {
      const name = map.path.at(-1)!;
      const others = this.byName.get(name);
      if (others) others.push(map);
      else this.byName.set(name, [map]);
      if (map.debugId !== null) this.byDebugId.set(map.debugId, map);
    }
  }

  /** Which map a frame needs. @returns why there is none, or undefined for files that nobody would have minified */
  choose({ file, debugId }: StackFrame, service: string): Choice {
    const identified = debugId === undefined ? undefined : this.byDebugId.get(debugId);
    if (identified) return identified;
    const key = `${service}\n${file}`;
    if (this.chosen.has(key)) return this.chosen.get(key);
    if (this.chosen.size >= MAX_CHOSEN) this.chosen.clear();
    const choice = this.match(file, service);
    this.chosen.set(key, choice);
    return choice;
  }

  private match(file: string, service: string): Choice {
    const name = pathOf(file).at(-1) ?? '';
    const found = matchFile(file, service, this.byName.get(name) ?? []);
    if (found === 'several') return `several source maps of its release fit ${file.slice(-MAX_FILE)}`;
    return found ?? (SCRIPT.test(name) ? `no source map of its release fits ${file.slice(-MAX_FILE)}` : undefined);
  }
}
