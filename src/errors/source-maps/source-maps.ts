import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { decodeCursor, encodeCursor, notACursor, type Page } from '../../http/page.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { pathOf } from './match-file.js';
import type { NewSourceMap, SourceMapFilter, SourceMapView } from './source-map.dto.js';
import { SourceMapIndex } from './source-map.index.js';
import { SourceMapThread } from './source-map.thread.js';
import { type CheckedMap, MapFault } from './source-map-work.js';

/** What one release may keep, compressed; a bundle of 1 MB has a map of some 300 kB. */
const MAX_RELEASE_BYTES = 256 * 1024 * 1024;
const MAX_RELEASE_MAPS = 2000;

type Row = Omit<SourceMapView, 'uploaded_at' | 'used_at'> & Record<'uploaded_at' | 'used_at', Date>;

const COLUMNS =
  'map_id, release, service, file, debug_id, source_count, map_bytes, stored_bytes, uploaded_at, uploaded_by, used_at';

/** Keeps the source maps of releases. */
@Injectable()
export class SourceMaps {
  constructor(
    private readonly database: Database,
    private readonly index: SourceMapIndex,
    private readonly thread: SourceMapThread,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** Takes the place of what there was for the same file. @throws Problem 422 for what is no map, 413 when its release has too much already */
  async add(
    release: string,
    { file, service = '' }: NewSourceMap,
    json: Buffer<ArrayBuffer>,
    actor: Actor,
  ): Promise<SourceMapView> {
    const path = pathOf(file).join('/');
    if (path === '')
      throw Problem.of(400, 'The query has faults.', { errors: [{ path: 'file', message: 'names no file' }] });
    const mapBytes = json.length;
    const { sourceCount, debugId, stored } = await this.check(json);
    const now = new Date(this.clock.now());
    const row = await this.database.transaction(async (tx) => {
      // Uploads of one release come at the same time.
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`source_maps:${release}`]);
      const [held] = await tx.query<{ maps: number; bytes: number }>(
        `select count(*)::int as maps, coalesce(sum(stored_bytes), 0)::float8 as bytes from source_maps
         where release = $1 and not (file = $2 and service = $3)`,
        [release, path, service],
      );
      refuseTooMuch(held!, stored.length);
      const [added] = await tx.query<Row>(
        `insert into source_maps (map_id, release, service, file, debug_id, source_count, map_bytes, stored_bytes, map, uploaded_at, uploaded_by, used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10)
         on conflict (release, file, service) do update set map_id = excluded.map_id, debug_id = excluded.debug_id,
           source_count = excluded.source_count, map_bytes = excluded.map_bytes, stored_bytes = excluded.stored_bytes, map = excluded.map,
           uploaded_at = excluded.uploaded_at, uploaded_by = excluded.uploaded_by, used_at = excluded.used_at
         returning ${COLUMNS}`,
        [
          randomUUID(),
          release,
          service,
          path,
          debugId ?? null,
          sourceCount,
          mapBytes,
          stored.length,
          Buffer.from(stored.buffer, stored.byteOffset, stored.length),
          now,
          actor.name,
        ],
      );
      const after = { file: path, service, debug_id: debugId, map_bytes: mapBytes };
      await this.audit.record(
        { actor, action: 'source_map.added', targetType: 'release', targetId: release, after },
        tx,
      );
      return added!;
    });
    this.index.forget();
    return viewOf(row);
  }

  /** By file and service. @throws Problem 400 for a cursor of another list */
  async list(release: string, { file, service, limit, cursor }: SourceMapFilter): Promise<Page<SourceMapView>> {
    const conditions = conditionsOf(release, file, service);
    if (cursor) {
      const place = decodeCursor(cursor, 2);
      if (place.some((value) => typeof value !== 'string' || value.includes('\0'))) throw notACursor();
      conditions.add('(file, service) > (?, ?)', ...place);
    }
    const rows = await this.database.query<Row>(
      `select ${COLUMNS} from source_maps ${conditions.where} order by file, service limit ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map(viewOf), next_cursor: last ? encodeCursor([last.file, last.service ?? '']) : null };
  }

  /** @returns how many there were */
  async remove(release: string, filter: { file?: string; service?: string }, actor: Actor): Promise<number> {
    const removed = await this.database.transaction(async (tx) => {
      const conditions = conditionsOf(release, filter.file, filter.service);
      const rows = await tx.query(`delete from source_maps ${conditions.where} returning 1`, conditions.values);
      if (rows.length === 0) return 0;
      const details = { ...filter, maps: rows.length };
      await this.audit.record(
        { actor, action: 'source_maps.removed', targetType: 'release', targetId: release, details },
        tx,
      );
      return rows.length;
    });
    this.index.forget();
    return removed;
  }

  private async check(json: Buffer<ArrayBuffer>): Promise<CheckedMap> {
    try {
      return await this.thread.check(json);
    } catch (fault) {
      if (!(fault instanceof MapFault)) throw fault;
      throw Problem.invalid([{ path: 'body', message: fault.message }], `The source map ${fault.message}.`);
    }
  }
}

function refuseTooMuch({ maps, bytes }: { maps: number; bytes: number }, more: number): void {
  if (maps >= MAX_RELEASE_MAPS) {
    throw Problem.of(413, `The release has ${maps} source maps already: at most ${MAX_RELEASE_MAPS} are kept.`);
  }
  if (bytes + more > MAX_RELEASE_BYTES) {
    throw Problem.of(
      413,
      `The release has ${bytes} bytes of compressed source maps already: with this one they would be over ${MAX_RELEASE_BYTES}.`,
    );
  }
}

function conditionsOf(release: string, file: string | undefined, service: string | undefined): Conditions {
  return new Conditions()
    .add('release = ?', release)
    .addIfGiven('file = ?', file === undefined ? undefined : pathOf(file).join('/'))
    .addIfGiven('service = ?', service);
}

function viewOf(row: Row): SourceMapView {
  return {
    ...row,
    service: row.service || null,
    uploaded_at: row.uploaded_at.toISOString(),
    used_at: row.used_at.toISOString(),
  };
}
