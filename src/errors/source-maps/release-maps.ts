import type { StackFrame } from '../grouping/exception.js';
import { type KnownMap, matchFile, pathOf } from './match-file.js';

const SCRIPT = /\.[cm]?js$/;
const MAX_FILE = 200;

/** The maps of one release, without what is in them. */
export class ReleaseMaps {
  private readonly byName = new Map<string, KnownMap[]>();
  private readonly byDebugId = new Map<string, KnownMap>();

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
  choose({ file, debugId }: StackFrame, service: string): KnownMap | string | undefined {
    const identified = debugId === undefined ? undefined : this.byDebugId.get(debugId);
    if (identified) return identified;
    const name = pathOf(file).at(-1) ?? '';
    const found = matchFile(file, service, this.byName.get(name) ?? []);
    if (found === 'several') return `several source maps of its release fit ${file.slice(-MAX_FILE)}`;
    return found ?? (SCRIPT.test(name) ? `no source map of its release fits ${file.slice(-MAX_FILE)}` : undefined);
  }
}
