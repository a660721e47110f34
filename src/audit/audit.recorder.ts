import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { REDACTION_RULES } from '../config/redaction-rules.js';
import { Database, type OpenTransaction } from '../database/database.js';
import { GroupCommit } from '../database/group-commit.js';
import type { Actor } from '../http/principal.js';
import { Clock } from '../jobs/clock.js';
import { Redactor } from '../redaction/redactor.js';
import { AuditChain, type AuditDraft } from './chain/audit.chain.js';
import { changedMembers } from './changed-members.js';

/** One act in this service to put on record. */
export interface AuditRecord {
  actor: Actor;
  /** What happened, as thing and past participle: `ingest_key.created`. */
  action: string;
  targetType: string;
  targetId?: string;
  /** The thing before and after; of both, what changed is put on record. Never a secret. */
  before?: object;
  after?: object;
  /** What else is to be known; never a secret. */
  details?: Record<string, unknown>;
}

/** An act in another service. */
export type AuditReport = Omit<AuditDraft, 'id'> & { readonly id: string | undefined };

/** Writes the audit trail, which nothing can be taken from again: so secrets are always hidden. What comes at the same time shares a commit. */
@Injectable()
export class AuditRecorder {
  private readonly commit: GroupCommit<AuditDraft>;
  /** What transactions under way have to put on record. */
  private readonly pending = new WeakMap<OpenTransaction, AuditDraft[]>();
  private readonly service: string;
  private readonly redactor: Redactor;

  constructor(
    environment: Environment,
    database: Database,
    private readonly chain: AuditChain,
    private readonly clock: Clock,
  ) {
    this.service = environment.get('SERVICE_NAME');
    this.redactor = new Redactor(
      REDACTION_RULES,
      environment.get('LOG_REDACTION_NAMES'),
      environment.get('LOG_REDACTION_SHAPES'),
    );
    this.commit = new GroupCommit((drafts) => database.transaction((tx) => chain.append(tx, drafts)));
  }

  /**
   * @param tx the transaction of the act itself, so that neither stands without the other; the entry is written just before its commit, as
   * nobody else can write any from then on
   */
  async record(record: AuditRecord, tx?: OpenTransaction): Promise<void> {
    const draft = this.draftOf(record);
    if (!tx) return this.commit.add([draft]);
    const drafts = this.pending.get(tx);
    if (drafts) {
      drafts.push(draft);
      return;
    }
    const first = [draft];
    this.pending.set(tx, first);
    tx.beforeCommit(() => this.chain.append(tx, first));
  }

  /**
   * Puts on record what others report. Resolves after the commit; an entry whose id is known keeps its first record.
   * @param idOf makes an id from the place of an entry that has none, so that a batch that is sent again counts once
   * @returns the ids, in the order given
   */
  async report(reports: readonly AuditReport[], idOf?: (index: number) => string): Promise<string[]> {
    const drafts = reports.map((report, i) => ({ ...this.redact(report), id: report.id ?? idOf?.(i) ?? randomUUID() }));
    await this.commit.add(drafts);
    return drafts.map(({ id }) => id);
  }

  private draftOf({ actor, action, targetType, targetId, before, after, details }: AuditRecord): AuditDraft {
    return this.redact({
      id: randomUUID(),
      occurred_at: new Date(this.clock.now()).toISOString(),
      service: this.service,
      actor: actor.name,
      action,
      target_type: targetType,
      target_id: targetId ?? null,
      ...changedMembers(before, after),
      details: changedMembers(details).before ?? {},
      request_id: actor.requestId,
      trace_id: null,
      ip_address: actor.ipAddress,
      reported_by: null,
    });
  }

  private redact<Draft extends Omit<AuditDraft, 'id'>>(draft: Draft): Draft {
    const { before, after, details } = draft;
    const [cleanBefore, cleanAfter, cleanDetails] = [before, after, details].map((part) => this.redactor.value(part));
    return { ...draft, before: cleanBefore, after: cleanAfter, details: cleanDetails };
  }
}
