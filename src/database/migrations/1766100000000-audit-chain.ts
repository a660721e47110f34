import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { canonicalJson } from '../canonical-json.js';

const PAGE = 1000;
/** What the first entry has for the hash of the one before it. */
const NO_HASH = Buffer.alloc(32);

/** The audit trail as a chain of hashes that nothing can be taken from: in one table, since partitions would be dropped without a trigger. */
export class AuditChain1766100000000 implements MigrationInterface {
  name = 'AuditChain1766100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop view audit_logs');
    await runner.query('alter table audit_entries rename to audit_entries_unchained');
    for (const index of ['pkey', 'recorded_at']) {
      await runner.query(`alter index if exists audit_entries_${index} rename to audit_entries_unchained_${index}`);
    }
    await runner.query(`
      create table audit_entries (
        sequence bigint primary key,
        id text not null,
        recorded_at timestamptz not null,
        occurred_at timestamptz not null,
        service text not null,
        actor text not null,
        action text not null,
        target_type text not null,
        target_id text,
        before jsonb,
        after jsonb,
        details jsonb not null default '{}',
        request_id text,
        trace_id text,
        ip_address text,
        reported_by text,
        previous_hash bytea not null,
        hash bytea not null
      )`);
    await runner.query(`
      create table audit_head (
        single boolean primary key default true,
        sequence bigint not null,
        hash bytea not null,
        recorded_at timestamptz not null
      )`);
    await runner.query(`
      create table audit_checkpoints (
        sequence bigint not null,
        kind text not null,
        hash bytea not null,
        made_at timestamptz not null,
        public_key text not null,
        signature text not null,
        primary key (sequence, kind)
      )`);
    await runner.query(`
      create table audit_checkpoint_deliveries (
        channel text primary key,
        sequence bigint not null,
        delivered_at timestamptz not null
      )`);
    await this.chain(runner);
    await runner.query('drop table audit_entries_unchained');
    await runner.query('create unique index audit_entries_id on audit_entries (id)');
    await runner.query('create index audit_entries_recorded_at on audit_entries (recorded_at)');
    await runner.query('create index audit_entries_actor on audit_entries (actor, sequence)');
    await runner.query('create index audit_entries_action on audit_entries (action, sequence)');
    await runner.query('create index audit_entries_target on audit_entries (target_type, target_id, sequence)');
    await this.guard(runner);
    await runner.query(`
      create view audit_logs as
      select sequence, id, recorded_at, occurred_at, service, actor, action, target_type, target_id, before, after, details, request_id,
             trace_id, ip_address, reported_by, encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash
      from audit_entries`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view audit_logs');
    await runner.query(`
      create table audit_entries_unchained (
        id uuid not null,
        recorded_at timestamptz not null,
        actor text not null,
        action text not null,
        target_type text not null,
        target_id text,
        details jsonb not null default '{}',
        request_id text,
        ip_address text,
        primary key (id, recorded_at)
      ) partition by range (recorded_at)`);
    await runner.query('create table audit_entries_default partition of audit_entries_unchained default');
    // Ids of other senders may be no UUIDs.
    await runner.query(`
      insert into audit_entries_unchained (id, recorded_at, actor, action, target_type, target_id, details, request_id, ip_address)
      select gen_random_uuid(), recorded_at, actor, action, target_type, target_id, details, request_id, ip_address from audit_entries`);
    await runner.query('drop table audit_entries, audit_head, audit_checkpoints, audit_checkpoint_deliveries');
    await runner.query('drop function refuse_audit_entry_change, refuse_audit_head_change, refuse_audit_change');
    await runner.query('alter table audit_entries_unchained rename to audit_entries');
    await runner.query('create index audit_entries_recorded_at on audit_entries (recorded_at desc, id desc)');
    await runner.query(`
      create view audit_logs as
      select id, recorded_at, actor, action, target_type, target_id, details, request_id, ip_address from audit_entries`);
  }

  /** Gives what is there already its places. */
  private async chain(runner: QueryRunner): Promise<void> {
    let [sequence, hash, at, id] = [0, NO_HASH, new Date(0), '00000000-0000-0000-0000-000000000000'];
    for (;;) {
      // biome-ignore lint/suspicious/noExplicitAny: rows as they are
      const rows: any[] = await runner.query(
        `select * from audit_entries_unchained where (recorded_at, id) > ($1, $2) order by recorded_at, id limit ${PAGE}`,
        [at, id],
      );
      for (const row of rows) {
        sequence++;
        const recordedAt = row.recorded_at.toISOString();
        const entry = {
          sequence,
          id: row.id,
          recorded_at: recordedAt,
          occurred_at: recordedAt,
          service: 'monitoring',
          actor: row.actor,
          action: row.action,
          target_type: row.target_type,
          target_id: row.target_id,
          before: null,
          after: null,
          details: row.details,
          request_id: row.request_id,
          trace_id: null,
          ip_address: row.ip_address,
          reported_by: null,
          previous_hash: hash.toString('hex'),
        };
        const next = createHash('sha256').update(canonicalJson(entry)).digest();
        await runner.query(
          `insert into audit_entries (sequence, id, recorded_at, occurred_at, service, actor, action, target_type, target_id, details,
             request_id, ip_address, previous_hash, hash)
           values ($1, $2, $3, $3, 'monitoring', $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            sequence,
            row.id,
            row.recorded_at,
            row.actor,
            row.action,
            row.target_type,
            row.target_id,
            row.details,
            row.request_id,
            row.ip_address,
            hash,
            next,
          ],
        );
        hash = next;
        at = row.recorded_at;
        id = row.id;
      }
      if (rows.length < PAGE) break;
    }
    await runner.query('insert into audit_head (sequence, hash, recorded_at) values ($1, $2, $3)', [
      sequence,
      hash,
      at,
    ]);
  }

  /** Entries go only up to a checkpoint that marks a cut; the end of the chain only moves on. */
  private async guard(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is only ever added to: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
      end $$`);
    await runner.query(`
      create function refuse_audit_entry_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and exists (select from audit_checkpoints where kind = 'cut' and sequence >= old.sequence) then
          return old;
        end if;
        raise exception 'audit_entries is only ever added to: % is refused', tg_op using errcode = 'insufficient_privilege';
      end $$`);
    await runner.query(`
      create function refuse_audit_head_change() returns trigger language plpgsql as $$
      begin
        if new.sequence > old.sequence then
          return new;
        end if;
        raise exception 'the end of the audit trail only moves on' using errcode = 'insufficient_privilege';
      end $$`);
    const triggers = [
      ['audit_entries', 'update or delete', 'row', 'refuse_audit_entry_change'],
      ['audit_entries', 'truncate', 'statement', 'refuse_audit_change'],
      ['audit_checkpoints', 'update or delete or truncate', 'statement', 'refuse_audit_change'],
      ['audit_head', 'update', 'row', 'refuse_audit_head_change'],
      ['audit_head', 'delete or truncate', 'statement', 'refuse_audit_change'],
    ] as const;
    for (const [table, events, level, refuse] of triggers) {
      await runner.query(
        `create trigger ${table}_${level} before ${events} on ${table} for each ${level} execute function ${refuse}()`,
      );
    }
  }
}
