import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import type { OriginalPlace, Place } from './find-original.js';
import type { KnownMap } from './match-file.js';
import { SourceMapThread } from './source-map.thread.js';
import { MapFault } from './source-map-work.js';

/** An error waits no longer for its map: it is kept as it came, and mapped when it is read. */
const DEADLINE_MS = 2000;
const DAY_MS = 86_400_000;

/** Asks stored maps, through the thread that holds those in use. */
@Injectable()
export class SourceMapReader {
  /** By id: those that are on their way from the database to the thread. */
  private readonly opening = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly thread: SourceMapThread,
    private readonly clock: Clock,
  ) {}

  /** @returns for each place the original one, or null for one outside the map @throws MapFault when it cannot be asked in time; DatabaseUnavailable */
  async find(map: KnownMap, places: readonly Place[]): Promise<(OriginalPlace | null)[]> {
    const originals = await inTime(this.ask(map.mapId, places));
    this.noteUse(map);
    return originals;
  }

  private async ask(mapId: string, places: readonly Place[]): Promise<(OriginalPlace | null)[]> {
    const known = await this.thread.find(mapId, places);
    if (known !== 'unknown') return known;
    const opening = this.opening.get(mapId) ?? this.open(mapId).finally(() => this.opening.delete(mapId));
    this.opening.set(mapId, opening);
    await opening;
    const found = await this.thread.find(mapId, places);
    if (found === 'unknown') throw new MapFault('had to make room for others');
    return found;
  }

  private async open(mapId: string): Promise<void> {
    const [row] = await this.database.query<{ map: Buffer }>('select map from source_maps where map_id = $1', [mapId]);
    if (!row) throw new MapFault('is gone');
    await this.thread.find(mapId, [], row.map);
  }

  /** The clean-up goes by it. Nothing waits for it, and nothing depends on a single one. */
  private noteUse(map: KnownMap): void {
    const now = this.clock.now();
    if (now - map.usedAt.getTime() < DAY_MS) return;
    map.usedAt = new Date(now);
    void this.database
      .query('update source_maps set used_at = $2 where map_id = $1', [map.mapId, map.usedAt])
      .catch(() => undefined);
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new MapFault('takes long to read')), DEADLINE_MS).unref();
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
