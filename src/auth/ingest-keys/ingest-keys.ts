import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database } from '../../database/database.js';
import { asDatabaseFault } from '../../database/database-unavailable.js';
import type { Actor, Principal } from '../../http/principal.js';
import { Clock } from '../../jobs/clock.js';
import { IngestKey } from './ingest-key.entity.js';
import { IngestKeyUses } from './ingest-key.uses.js';

/** Marks a secret as an ingest key, for people and for secret scanners. */
export const INGEST_KEY_PREFIX = 'ocm_';
/** How long an answer is remembered: a key revoked on one replica is refused by the others within this time. */
const REMEMBER_MS = 1000;
const REMEMBERED_KEYS = 10_000;

/** The keys services send data with: long, random, shown once, kept as a hash. */
@Injectable()
export class IngestKeys {
  private readonly remembered = new Map<string, { keyId: string; principal: Principal; until: number }>();

  constructor(
    @InjectRepository(IngestKey) private readonly keys: Repository<IngestKey>,
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly uses: IngestKeyUses,
  ) {}

  /** @returns the key's row and its secret, which cannot be had again */
  async create(name: string, actor: Actor): Promise<{ key: IngestKey; secret: string }> {
    // Hexadecimal: a DSN takes letters and digits only.
    const secret = INGEST_KEY_PREFIX + randomBytes(32).toString('hex');
    const key = this.keys.create({
      id: randomUUID(),
      name,
      keyHash: hash(secret),
      hint: secret.slice(-4),
      createdAt: new Date(this.clock.now()),
      createdBy: actor.name,
      revokedAt: null,
      lastUsedAt: null,
    });
    await this.database.transaction(async (tx) => {
      await tx.query(
        'insert into ingest_keys (id, name, key_hash, hint, created_at, created_by) values ($1, $2, $3, $4, $5, $6)',
        [key.id, name, key.keyHash, key.hint, key.createdAt, key.createdBy],
      );
      await this.audit.record(
        { actor, action: 'ingest_key.created', targetType: 'ingest_key', targetId: key.id, details: { name } },
        tx,
      );
    });
    return { key, secret };
  }

  /** All keys, revoked ones too, newest first. */
  async list(): Promise<IngestKey[]> {
    try {
      return await this.keys.find({ order: { createdAt: 'DESC', id: 'DESC' } });
    } catch (fault) {
      throw asDatabaseFault(fault);
    }
  }

  /** @returns false when there is no such key that is not revoked yet */
  async revoke(id: string, actor: Actor): Promise<boolean> {
    const revoked = await this.database.transaction(async (tx) => {
      const rows = await tx.query<{ name: string }>(
        'update ingest_keys set revoked_at = $2 where id = $1 and revoked_at is null returning name',
        [id, new Date(this.clock.now())],
      );
      for (const { name } of rows) {
        await this.audit.record(
          { actor, action: 'ingest_key.revoked', targetType: 'ingest_key', targetId: id, details: { name } },
          tx,
        );
      }
      return rows.length > 0;
    });
    this.remembered.clear();
    return revoked;
  }

  /** Whose key this is; undefined when it is unknown or revoked. The lookup is by hash, so its time tells nothing of the secret. */
  async verify(secret: string): Promise<Principal | undefined> {
    const keyHash = hash(secret);
    const cacheKey = keyHash.toString('latin1');
    const known = this.remembered.get(cacheKey);
    if (known && known.until > this.clock.now()) {
      this.uses.note(known.keyId);
      return known.principal;
    }
    const found = await this.find(keyHash);
    if (!found) {
      this.remembered.delete(cacheKey);
      return undefined;
    }
    const principal: Principal = { subject: found.name, role: 'ingest', kind: 'ingest-key', id: `key ${found.id}` };
    if (this.remembered.size >= REMEMBERED_KEYS) this.remembered.clear();
    this.remembered.set(cacheKey, { keyId: found.id, principal, until: this.clock.now() + REMEMBER_MS });
    this.uses.note(found.id);
    return principal;
  }

  /** Whether it was good when it was last looked up, however long ago. */
  wasGood(secret: string): boolean {
    return this.remembered.has(hash(secret).toString('latin1'));
  }

  private async find(keyHash: Buffer): Promise<IngestKey | null> {
    try {
      return await this.keys.findOneBy({ keyHash, revokedAt: IsNull() });
    } catch (fault) {
      throw asDatabaseFault(fault);
    }
  }
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
