import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { storableJson } from '../database/storable-text.js';
import { Clock } from '../jobs/clock.js';
import type { Attributes } from './attributes.js';

const DAY_MS = 86_400_000;
/** Ids that are remembered as written today; a platform has as many resources as it has processes. */
const MAX_REMEMBERED = 10_000;
/** Resources whose attributes are kept in memory. */
const MAX_READ = 1000;

const SAVE = `
insert into resources (resource_id, attributes, seen_at)
select resource_id, attributes, $2 from json_to_recordset($1::json) as row (resource_id bigint, attributes jsonb)
order by resource_id
on conflict (resource_id) do update set seen_at = excluded.seen_at where resources.seen_at < excluded.seen_at`;

/** The id of each resource, an int8 as text. */
export type ResourceIds = ReadonlyMap<Attributes, string>;

/** Gives the resources that send spans and log records an id, under which rows refer to them. */
@Injectable()
export class ResourceRegistry {
  /** By id, the day on which it was last written. */
  private readonly written = new Map<string, number>();
  /** Those that were read lately: what an id stands for never changes. */
  private readonly read = new Map<string, Attributes>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps the resources of what is to be recorded; what refers to them may then be written. */
  async idsOf(sent: readonly { resource?: Attributes }[]): Promise<ResourceIds> {
    const today = Math.floor(this.clock.now() / DAY_MS) * DAY_MS;
    const unwritten = new Map<string, Attributes>();
    const ids = new Map<Attributes, string>();
    for (const { resource } of sent) {
      if (!resource || ids.has(resource)) continue;
      const id = idOf(resource);
      ids.set(resource, id);
      if (this.written.get(id) !== today) unwritten.set(id, resource);
    }
    if (unwritten.size > 0) await this.save(unwritten, today);
    return ids;
  }

  /** The attributes of resources by their ids; those that have expired are left out. */
  async find(ids: readonly string[]): Promise<Record<string, Attributes>> {
    const known = new Map(ids.map((id) => [id, this.read.get(id)]));
    const unread = ids.filter((id) => known.get(id) === undefined);
    if (unread.length > 0) {
      const rows = await this.database.query<{ resource_id: string; attributes: Attributes }>(
        'select resource_id, attributes from resources where resource_id = any($1::bigint[])',
        [unread],
      );
      if (this.read.size + rows.length > MAX_READ) this.read.clear();
      for (const { resource_id, attributes } of rows) {
        known.set(resource_id, attributes);
        this.read.set(resource_id, attributes);
      }
    }
    return Object.fromEntries([...known].filter((entry): entry is [string, Attributes] => entry[1] !== undefined));
  }

  private async save(resources: ReadonlyMap<string, Attributes>, today: number): Promise<void> {
    const rows = [...resources].map(([resource_id, attributes]) => ({ resource_id, attributes }));
    await this.database.query(SAVE, [storableJson(rows), new Date(today)]);
    if (this.written.size + resources.size > MAX_REMEMBERED) this.written.clear();
    for (const id of resources.keys()) this.written.set(id, today);
  }
}

/** 64 bits of a SHA-256 over the attributes in the order of their names. */
function idOf(attributes: Attributes): string {
  const sorted = Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(sorted)).digest();
  return hash.readBigInt64BE().toString();
}
