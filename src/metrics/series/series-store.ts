import { Injectable } from '@nestjs/common';
import { byteaArray, timestamptzArray } from '../../database/binary-arrays.js';
import { Database } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { fingerprintOf, OVERFLOW_TAG, type SeriesDescriptor, seriesKey, serviceOf } from './metric-series.js';

interface StoredId {
  id: number;
  fingerprint: Buffer;
}

/** The rows of `metric_series`. Rows are locked in one order, so replicas never wait for each other in a circle. */
@Injectable()
export class SeriesStore {
  constructor(private readonly database: Database) {}

  /** Notes that series were seen. @returns the ids of those that exist, by key */
  async confirm(keys: readonly string[], now: number): Promise<Map<string, number>> {
    const byFingerprint = new Map(keys.map((key) => [fingerprintOf(key).toString('hex'), key]));
    const rows = await this.database.query<StoredId>(
      `with known as (
         select id from metric_series where fingerprint = any($1::bytea[]) order by id for no key update
       )
       update metric_series s set last_seen_at = greatest(s.last_seen_at, $2) from known where s.id = known.id
       returning s.id, s.fingerprint`,
      [byteaArray([...byFingerprint.keys()].map((hex) => Buffer.from(hex, 'hex'))), new Date(now)],
    );
    return idsByKey(rows, byFingerprint);
  }

  /** Makes series that may by now exist. @returns their ids by key */
  async create(descriptors: readonly SeriesDescriptor[], now: number): Promise<Map<string, number>> {
    const byFingerprint = new Map<string, string>();
    const rows = descriptors
      .map((descriptor) => ({ descriptor, key: seriesKey(descriptor) }))
      .map((row) => ({ ...row, fingerprint: fingerprintOf(row.key) }))
      .sort((a, b) => Buffer.compare(a.fingerprint, b.fingerprint));
    for (const { key, fingerprint } of rows) byFingerprint.set(fingerprint.toString('hex'), key);
    const column = <T>(value: (descriptor: SeriesDescriptor) => T): T[] => rows.map((row) => value(row.descriptor));
    const stored = await this.database.query<StoredId>(
      `insert into metric_series (fingerprint, name, kind, temporality, unit, source, service, tags, overflow, first_seen_at, last_seen_at)
       select fingerprint, name, kind, temporality, unit, source, service, tags, overflow, seen_at, seen_at
       from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::bool[], $10::timestamptz[])
         as given (fingerprint, name, kind, temporality, unit, source, service, tags, overflow, seen_at)
       on conflict (fingerprint) do update set last_seen_at = greatest(metric_series.last_seen_at, excluded.last_seen_at)
       returning id, fingerprint`,
      [
        byteaArray(rows.map((row) => row.fingerprint)),
        column(({ name }) => name),
        column(({ kind }) => kind),
        column(({ temporality }) => temporality ?? 'delta'),
        column(({ unit }) => unit ?? null),
        column(({ source }) => source || null),
        column(serviceOf),
        column(({ tags }) => storableJson(tags ?? {})),
        column(({ tags }) => tags?.[OVERFLOW_TAG] === 'true'),
        timestamptzArray(rows.map(() => now)),
      ],
    );
    return idsByKey(stored, byFingerprint);
  }

  /** How many series each service has, not counting those that stand for its overflow. */
  async countByService(services: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ service: string; count: number }>(
      `select service, count(*)::int as count from metric_series
       where service = any($1::text[]) and not overflow group by service`,
      [services],
    );
    return new Map(rows.map(({ service, count }) => [service, count]));
  }

  /** Which of the names a service already has series of. */
  async knownNames(service: string, names: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ name: string }>(
      `select distinct name from metric_series where service = $1 and name = any($2::text[]) and not overflow`,
      [service, names],
    );
    return new Set(rows.map(({ name }) => name));
  }
}

function idsByKey(rows: readonly StoredId[], keys: ReadonlyMap<string, string>): Map<string, number> {
  return new Map(rows.map(({ id, fingerprint }) => [keys.get(fingerprint.toString('hex'))!, id]));
}
