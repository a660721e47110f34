import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { MetricKind, Temporality } from '../metric-kind.js';

/** What all series of a name really are, where only their name was known to go by. */
export interface KnownKind {
  readonly name: string;
  readonly kind: MetricKind;
  readonly temporality: Temporality;
  readonly unit?: string;
}

/** Then what is known is asked and written again, for the sake of series that other replicas made meanwhile. */
const KNOWN_MS = 3_600_000;
const MAX_NAMES = 100_000;
/** Names put right by one statement. */
const NAMES_AT_A_TIME = 1000;

/**
 * Puts kinds that were guessed right. Prometheus tells of types apart from the samples, by metric and now and then: a series
 * keeps the identity its guess gave it, and what is stored of its kind is changed.
 */
@Injectable()
export class GuessedKinds {
  private readonly known = new Map<string, KnownKind>();
  private startedAt = 0;

  constructor(private readonly database: Database) {}

  /** What is known of a name; undefined where the guess has to do. */
  of(name: string): KnownKind | undefined {
    return this.known.get(name);
  }

  /**
   * Changes the series of these names that are guessed and differ. Of two that say different things of a name the first
   * heard stands, for an hour; but a gauge gives way: it is what a guess is exported as, and comes back with its scrape.
   * `now` is epoch ms.
   */
  async correct(kinds: readonly KnownKind[], now: number): Promise<void> {
    if (now - this.startedAt >= KNOWN_MS || this.known.size > MAX_NAMES) {
      this.known.clear();
      this.startedAt = now;
    }
    const news = new Map<string, KnownKind>();
    for (const kind of kinds) {
      const known = news.get(kind.name) ?? this.known.get(kind.name);
      if (!known || (known.kind === 'gauge' && kind.kind !== 'gauge')) news.set(kind.name, kind);
    }
    const unheard = [...news.values()];
    for (let start = 0; start < unheard.length; start += NAMES_AT_A_TIME) {
      const portion = unheard.slice(start, start + NAMES_AT_A_TIME);
      // First, so that series made from now on are right; should the statement fail, the sender comes again and so does it.
      for (const kind of portion) this.known.set(kind.name, kind);
      await this.update(portion).catch((fault: unknown) => {
        for (const { name } of portion) this.known.delete(name);
        throw fault;
      });
    }
  }

  /** The same for series that were made meanwhile: what was told of their names while they were being made did not reach them. */
  async correctMade(names: readonly string[]): Promise<void> {
    const kinds = [...new Set(names)].flatMap((name) => this.known.get(name) ?? []);
    if (kinds.length > 0) await this.update(kinds);
  }

  private async update(kinds: readonly KnownKind[]): Promise<void> {
    await this.database.query(
      `with wrong as (
         select s.id, k.kind, k.temporality, coalesce(k.unit, s.unit) as unit
         from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as k (name, kind, temporality, unit)
         join metric_series s on s.name = k.name and s.kind_guessed
         where (s.kind, s.temporality, s.unit) is distinct from (k.kind, k.temporality, coalesce(k.unit, s.unit))
         order by s.id for no key update of s
       )
       update metric_series s set kind = wrong.kind, temporality = wrong.temporality, unit = wrong.unit
       from wrong where s.id = wrong.id`,
      [
        kinds.map(({ name }) => name),
        kinds.map(({ kind }) => kind),
        kinds.map(({ temporality }) => temporality),
        kinds.map(({ unit }) => unit ?? null),
      ],
    );
  }
}
