import { Injectable } from '@nestjs/common';
import { byteaArray } from '../../database/binary-arrays.js';
import { Database } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { GuessedKinds } from './guessed-kinds.js';
import { OVERFLOW_TAG, type SeriesDescriptor, serviceOf } from './metric-series.js';

/** What the catalogue asks of a stored series. */
export interface StoredSeries {
  readonly id: number;
  /** When it was made, epoch ms. */
  readonly firstSeenAt: number;
}

interface StoredRow {
  fingerprint: string;
  id: number;
  first_seen_ms: number;
}

const RETURNED = `s.id, encode(s.fingerprint, 'hex') as fingerprint, (extract(epoch from s.first_seen_at) * 1000)::float8 as first_seen_ms`;

/** The rows of `metric_series`. Rows are locked in one order, so replicas never wait for each other in a circle. */
@Injectable()
export class SeriesStore {
  constructor(
    private readonly database: Database,
    private readonly guessedKinds: GuessedKinds,
  ) {}

  /** Notes that series were seen. @returns those that exist, by fingerprint */
  async confirm(fingerprints: readonly string[], now: number): Promise<Map<string, StoredSeries>> {
    const rows = await this.database.query<StoredRow>(
      `with known as (
         select id from metric_series where fingerprint = any($1::bytea[]) order by id for no key update
       )
       update metric_series s set last_seen_at = greatest(s.last_seen_at, $2) from known where s.id = known.id
       returning ${RETURNED}`,
      [bytesOf(fingerprints), new Date(now)],
    );
    return byFingerprint(rows);
  }

  /** Makes series, by their fingerprints, that may by now exist. @returns them by fingerprint */
  async create(added: ReadonlyMap<string, SeriesDescriptor>, now: number): Promise<Map<string, StoredSeries>> {
    const rows = [...added].map(([fingerprint, descriptor]) => this.rowOf(fingerprint, descriptor));
    const guessed = rows.filter(({ kind_guessed, name }) => kind_guessed && !this.guessedKinds.of(name));
    const stored = await this.database.query<StoredRow>(
      `insert into metric_series as s
         (fingerprint, name, kind, temporality, kind_guessed, unit, source, service, tags, overflow, first_seen_at, last_seen_at)
       select decode(fingerprint, 'hex'), name, kind, temporality, kind_guessed, unit, source, service, tags, overflow, $2, $2
       from json_to_recordset($1::json) as row (fingerprint text, name text, kind text, temporality text,
         kind_guessed boolean, unit text, source text, service text, tags jsonb, overflow boolean)
       order by fingerprint
       on conflict (fingerprint) do update set last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at)
       returning ${RETURNED}`,
      [storableJson(rows), new Date(now)],
    );
    await this.guessedKinds.correctMade(guessed.map(({ name }) => name));
    return byFingerprint(stored);
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

  private rowOf(fingerprint: string, descriptor: SeriesDescriptor) {
    const { name, kindGuessed = false, source, tags = {} } = descriptor;
    const { kind, temporality = 'delta', unit } = (kindGuessed && this.guessedKinds.of(name)) || descriptor;
    return {
      fingerprint,
      name,
      kind,
      temporality,
      kind_guessed: kindGuessed,
      unit,
      source: source || null,
      service: serviceOf(descriptor),
      tags,
      overflow: tags[OVERFLOW_TAG] === 'true',
    };
  }
}

function bytesOf(fingerprints: readonly string[]): Buffer {
  return byteaArray(fingerprints.map((fingerprint) => Buffer.from(fingerprint, 'hex')));
}

function byFingerprint(rows: readonly StoredRow[]): Map<string, StoredSeries> {
  return new Map(rows.map(({ fingerprint, id, first_seen_ms }) => [fingerprint, { id, firstSeenAt: first_seen_ms }]));
}
