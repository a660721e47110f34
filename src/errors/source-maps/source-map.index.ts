import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { BoundedCache } from '../bounded-cache.js';
import { type KnownMap, pathOf } from './match-file.js';
import { ReleaseMaps } from './release-maps.js';

/** How long an answer is remembered, also that there are none: maps that another replica took are used by this one so much later. */
const REMEMBER_MS = 10_000;
/** Releases and maps that are remembered together; a map takes about 400 bytes. */
const MAX_REMEMBERED = 50_000;
const NONE = new ReleaseMaps([]);

type Row = Omit<KnownMap, 'path'> & { release: string; file: string };

/** Knows which maps there are: errors of releases without any cost a look into memory. */
@Injectable()
export class SourceMapIndex {
  private remembered = new BoundedCache<{ maps: ReleaseMaps; until: number }>(MAX_REMEMBERED);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The maps of each of these releases; one without any is left out. */
  async find(releases: ReadonlySet<string>): Promise<ReadonlyMap<string, ReleaseMaps>> {
    const found = new Map<string, ReleaseMaps>();
    const unknown: string[] = [];
    for (const release of releases) {
      const known = this.remembered.get(release);
      if (!known || known.until <= this.clock.now()) unknown.push(release);
      else if (known.maps !== NONE) found.set(release, known.maps);
    }
    if (unknown.length > 0) for (const [release, maps] of await this.read(unknown)) found.set(release, maps);
    return found;
  }

  /** Another map has come, or one has gone. */
  forget(): void {
    this.remembered = new BoundedCache(MAX_REMEMBERED);
  }

  private async read(releases: readonly string[]): Promise<Map<string, ReleaseMaps>> {
    const { remembered } = this;
    const rows = await this.database.query<Row>(
      `select map_id as "mapId", release, service, file, debug_id as "debugId", used_at as "usedAt"
       from source_maps where release = any($1)`,
      [releases],
    );
    const until = this.clock.now() + REMEMBER_MS;
    const byRelease = new Map<string, KnownMap[]>(releases.map((release) => [release, []]));
    for (const { file, release, ...map } of rows) byRelease.get(release)!.push({ ...map, path: pathOf(file) });
    const found = new Map<string, ReleaseMaps>();
    for (const [release, own] of byRelease) {
      const maps = own.length > 0 ? new ReleaseMaps(own) : NONE;
      remembered.set(release, { maps, until }, 1 + own.length);
      if (maps !== NONE) found.set(release, maps);
    }
    return found;
  }
}
