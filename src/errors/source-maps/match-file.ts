/** What is known of a map without reading it. */
export interface KnownMap {
  readonly mapId: string;
  /** Empty: of any service. */
  readonly service: string;
  readonly path: readonly string[];
  readonly debugId: string | null;
  /** When it was last needed, to about a day. */
  usedAt: Date;
}

/** The folders and the name of a file, whether told as path, address or `~/path`, without what differs between hosts. */
export function pathOf(file: string): string[] {
  const [path = ''] = file.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '').split(/[?#]/, 1);
  return path.split(/[\\/]/).filter((part) => !['', '.', '..', '~'].includes(part));
}

/**
 * The map of a file: one path must be the end of the other, and the map wins that has most folders in common with it, then the one
 * that is named exactly so, then the one of the service itself.
 *
 * @returns undefined when none fits, and `several` when it cannot be told which
 */
export function matchFile(file: string, service: string, maps: readonly KnownMap[]): KnownMap | 'several' | undefined {
  const path = pathOf(file);
  let best: KnownMap | 'several' | undefined;
  let highest = 0;
  for (const map of maps) {
    if (map.service !== '' && map.service !== service) continue;
    const common = commonEnd(path, map.path);
    if (common === 0 || common < Math.min(path.length, map.path.length)) continue;
    const rank = common * 4 + (map.path.length === path.length ? 2 : 0) + (map.service === '' ? 0 : 1);
    if (rank > highest) best = map;
    else if (rank === highest) best = 'several';
    highest = Math.max(highest, rank);
  }
  return best;
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}
