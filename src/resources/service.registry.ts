import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/database.js';
import { storableText } from '../database/storable-text.js';
import { Clock } from '../jobs/clock.js';
import { JobRunner } from '../jobs/job-runner.js';

/** How exactly it is known when a version was last seen. */
const PRECISION_MS = 60_000;
const WRITE_EVERY_SECONDS = 1;
/** A service that changes its version with each request is not followed further. */
const MAX_VERSIONS = 200;
/** Services and versions that are remembered and that wait to be written. */
const MAX_REMEMBERED = 50_000;
/** Longer names would not fit into the index. */
const MAX_SERVICE = 600;
const MAX_VERSION = 200;

const SAVE = `
insert into service_versions as known (service, version, first_seen_at, last_seen_at)
select service, version, min(first_seen_at), max(last_seen_at)
from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as given (service, version, first_seen_at, last_seen_at)
where exists (select from service_versions same where same.service = given.service and same.version = given.version)
  or (select count(*) from (select from service_versions own where own.service = given.service limit ${MAX_VERSIONS}) counted) < ${MAX_VERSIONS}
group by service, version order by service, version
on conflict (service, version) do update
set first_seen_at = least(known.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)`;

/** What is known here of a version, epoch ms. */
interface Noted {
  readonly service: string;
  readonly version: string;
  firstAt: number;
  lastAt: number;
}

/**
 * Knows which services there are, and which versions of them, from whatever they send. It costs what is recorded a look into memory: what
 * is new, or was not seen for a minute, is written by the way, once a second at the most. What a crash takes is noted when it is next seen.
 */
@Injectable()
export class ServiceRegistry implements OnApplicationBootstrap {
  private readonly noted = new Map<string, Map<string, Noted>>();
  private remembered = 0;
  private readonly waiting = new Set<Noted>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('service-registry', WRITE_EVERY_SECONDS, () => this.write());
  }

  /** @param at when it was seen, epoch ms; now when left out, and where it is later than that */
  note(service: string, version = '', at?: number): void {
    const now = this.clock.now();
    const seenAt = at === undefined || at > now ? now : at;
    const known = this.noted.get(service)?.get(version);
    if (known && seenAt >= known.firstAt && seenAt < known.lastAt + PRECISION_MS) return;
    const entry = known ?? this.remember(service, version, seenAt);
    if (!entry) return;
    entry.firstAt = Math.min(entry.firstAt, seenAt);
    entry.lastAt = Math.max(entry.lastAt, seenAt);
    this.waiting.add(entry);
  }

  private remember(service: string, version: string, at: number): Noted | undefined {
    if (service === '' || service.length > MAX_SERVICE || version.length > MAX_VERSION) return undefined;
    if (this.remembered >= MAX_REMEMBERED) this.forget();
    const versions = this.noted.get(service) ?? new Map<string, Noted>();
    if (versions.size >= MAX_VERSIONS) return undefined;
    const entry: Noted = { service, version, firstAt: at, lastAt: at };
    this.noted.set(service, versions.set(version, entry));
    this.remembered++;
    return entry;
  }

  /** What waits to be written goes with it: otherwise a flood of names while the database is away would fill the memory. */
  private forget(): void {
    this.noted.clear();
    this.waiting.clear();
    this.remembered = 0;
  }

  private async write(): Promise<void> {
    if (this.waiting.size === 0) return;
    const entries = [...this.waiting];
    this.waiting.clear();
    try {
      await this.database.query(SAVE, [
        entries.map(({ service }) => storableText(service)),
        entries.map(({ version }) => storableText(version)),
        entries.map(({ firstAt }) => new Date(firstAt)),
        entries.map(({ lastAt }) => new Date(lastAt)),
      ]);
    } catch (fault) {
      for (const entry of entries) this.waiting.add(entry);
      throw fault;
    }
  }
}

/** The version that a resource, or attributes like those of one, say a service has. */
export function versionOf(attributes: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const version = attributes?.['service.version'];
  return typeof version === 'string' ? version : undefined;
}
