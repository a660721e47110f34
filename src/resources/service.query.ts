import { Injectable } from '@nestjs/common';
import { containing } from '../database/conditions.js';
import { Database } from '../database/database.js';

/** A version of a service, an empty text for none. */
export interface SeenVersion {
  service: string;
  version: string;
  first_seen_at: Date;
  last_seen_at: Date;
}

/** A service that was seen, and its versions, the newest first. */
export interface SeenService {
  service: string;
  versions: string[];
  last_seen_at: Date;
}

/** A version that was seen for the first time. */
export interface NewVersion {
  service: string;
  version: string;
  at: Date;
  /** The service was not seen before either. */
  is_new_service: boolean;
}

/** What a resource says of a process. */
export interface SeenInstance {
  instance: string;
  host: string | null;
  version: string | null;
  first_seen_at: Date | null;
  last_seen_at: Date;
}

/** What is seen within this time of a service's first sign belongs to that. */
const START_MS = 60_000;
const MAX_SERVICES = 20_000;
/** Versions of a service in the list of all. */
const MAX_LISTED = 10;

/** Tells which services there are, which versions of them, and when these came. */
@Injectable()
export class ServiceQuery {
  constructor(private readonly database: Database) {}

  /** All that were seen in a range of time, epoch ms. */
  seenBetween(startAt: number, endAt: number): Promise<SeenService[]> {
    return this.database.query<SeenService>(
      `select service, max(last_seen_at) as last_seen_at,
         coalesce((array_agg(version order by first_seen_at desc, version desc) filter (where version <> ''))[:${MAX_LISTED}], '{}') as versions
       from service_versions where last_seen_at >= $1 and first_seen_at < $2 group by service order by service limit ${MAX_SERVICES}`,
      [new Date(startAt), new Date(endAt)],
    );
  }

  /** All versions of a service, the newest first. */
  versionsOf(service: string): Promise<SeenVersion[]> {
    return this.database.query<SeenVersion>(
      `select service, version, first_seen_at, last_seen_at from service_versions where service = $1
       order by first_seen_at desc, version desc`,
      [service],
    );
  }

  /** Versions, and services without any, that were first seen in a range of time, epoch ms; the newest first. */
  newBetween(startAt: number, endAt: number, service: string | undefined, limit: number): Promise<NewVersion[]> {
    return this.database.query<NewVersion>(
      `select service, version, at, is_new_service from (
         select seen.service, version, first_seen_at as at, is_new_service,
           row_number() over (partition by seen.service, is_new_service order by version <> '' desc, first_seen_at) as place
         from service_versions seen
         cross join lateral (
           select seen.first_seen_at < min(own.first_seen_at) + $5 * interval '1 millisecond' as is_new_service
           from service_versions own where own.service = seen.service
         ) its
         where first_seen_at >= $1 and first_seen_at < $2 and ($3::text is null or seen.service = $3)
       ) new where case when is_new_service then place = 1 else version <> '' end
       order by at desc, service, version limit $4`,
      [new Date(startAt), new Date(endAt), service ?? null, limit, START_MS],
    );
  }

  /** Services that have a text in their name, those seen last first. */
  async search(text: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ service: string }>(
      `select service from service_versions where service ilike $1 group by service
       order by lower(service) = lower($2) desc, max(last_seen_at) desc, service limit $3`,
      [containing(text), text, limit],
    );
    return rows.map(({ service }) => service);
  }

  /** The processes and hosts that sent spans and log records of a service, those seen last first. */
  instancesOf(service: string, limit: number): Promise<SeenInstance[]> {
    return this.database.query<SeenInstance>(
      `select coalesce(attributes ->> 'service.instance.id', attributes ->> 'host.name') as instance,
         max(attributes ->> 'host.name') as host, max(attributes ->> 'service.version') as version,
         null::timestamptz as first_seen_at, max(seen_at) as last_seen_at
       from resources where attributes ->> 'service.name' = $1 and coalesce(attributes ->> 'service.instance.id', attributes ->> 'host.name') is not null
       group by 1 order by last_seen_at desc, instance limit $2`,
      [service, limit],
    );
  }
}
