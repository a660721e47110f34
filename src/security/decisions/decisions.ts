import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type Transaction } from '../../database/database.js';
import { cutText, storableText } from '../../database/storable-text.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { AllowList } from '../allow-list/allow-list.js';
import { KeptCopy } from '../kept-copy.js';
import { readSubject, SUBJECT_FAULTS, type Subject } from '../subjects/subject.js';
import {
  type DecisionAction,
  type DecisionList,
  type DecisionRequest,
  type DecisionView,
  MAX_DECISION_SECONDS,
} from './decision.dto.js';
import {
  type DecisionRow,
  lockById,
  lockOpen,
  readOpen,
  readPast,
  saveDecision,
  viewDecision,
} from './decision.rows.js';
import { extendDecision } from './extend-decision.js';
import { OpenDecisions, type TaggedList } from './open-decisions.js';

/** How soon a decision made through one replica is followed by the others. */
const RELOAD_SECONDS = 2;
const MAX_REASON = 1000;

/** What a detection decides. */
export interface DetectedDecision {
  /** An `ip_address` may be a subscriber's network, too. */
  scope: 'ip_address' | 'user_id';
  value: string;
  reason: string;
  /** The detection's name. */
  detection: string;
  /** How long it holds, at most a year. */
  seconds: number;
  action: DecisionAction;
}

type NewDecision = Pick<DecisionRow, 'action' | 'reason' | 'source' | 'detection' | 'created_by' | 'expires_at'>;

/** Whose requests are blocked, or logged. A value has one open decision: when the like is decided again, that one holds longer. */
@Injectable()
export class Decisions implements OnModuleInit, OnApplicationBootstrap {
  private readonly open: KeptCopy<OpenDecisions>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly allowList: AllowList,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
  ) {
    this.open = new KeptCopy(new OpenDecisions([]), async () => {
      return new OpenDecisions(await readOpen(this.database, new Date(this.clock.now())));
    });
  }

  async onModuleInit(): Promise<void> {
    await this.open.reload();
  }

  onApplicationBootstrap(): void {
    this.jobs.every('security-decisions-reload', RELOAD_SECONDS, () => this.open.reload());
  }

  /** Whether requests of the address or the user are to be refused, as far as this replica knows. */
  isBlocked(ipAddress?: string, userId?: string): boolean {
    return this.standing().blocked.has(ipAddress, userId) && !this.allowList.allows(ipAddress, userId);
  }

  /** Those that hold, the newest first, as far as this replica knows. */
  listOpen(): TaggedList {
    return this.standing().list(this.allowList.known);
  }

  /** Those that are over, the newest first; at most 1,000. */
  async listPast(): Promise<DecisionList> {
    const past = await readPast(this.database, new Date(this.clock.now()));
    return { items: past.map(viewDecision), next_cursor: null, allowed: [] };
  }

  /** @param now epoch ms @returns the open decision; undefined when the value is none of its scope, or is allowed */
  async decide(decided: DetectedDecision, now: number): Promise<DecisionView | undefined> {
    const scope = decided.scope === 'ip_address' && decided.value.includes('/') ? 'network' : decided.scope;
    const subject = readSubject(scope, decided.value);
    if (!subject || this.isAllowed(subject)) return undefined;
    const decision: NewDecision = {
      action: decided.action,
      reason: cutText(storableText(decided.reason), MAX_REASON),
      source: 'detection',
      detection: storableText(decided.detection),
      created_by: null,
      expires_at: endOf(now, Math.min(decided.seconds, MAX_DECISION_SECONDS)),
    };
    const { after } = await this.database.transaction((tx) => put(tx, subject, decision, now));
    await this.open.reload();
    return viewDecision(after);
  }

  /** @throws Problem 422 for a value that is not of its scope, 409 when it is allowed */
  async create(request: DecisionRequest, actor: Actor): Promise<DecisionView> {
    const subject = readSubject(request.scope, request.value);
    if (!subject) throw Problem.invalid([{ path: 'value', message: SUBJECT_FAULTS[request.scope] }]);
    if (this.isAllowed(subject)) throw Problem.of(409, `${subject.value} is on the allow list.`);
    const now = this.clock.now();
    const decision: NewDecision = {
      action: request.action ?? 'block',
      reason: request.reason,
      source: 'manual',
      detection: null,
      created_by: actor.name,
      expires_at: request.duration_seconds === undefined ? null : endOf(now, request.duration_seconds),
    };
    const made = await this.database.transaction(async (tx) => {
      const { before, after } = await put(tx, subject, decision, now);
      const action = before ? 'security_decision.extended' : 'security_decision.created';
      const details = before ? { reason: request.reason } : undefined;
      await this.audit.record({ ...target(after), actor, action, before, after, details }, tx);
      return after;
    });
    await this.open.reload();
    return viewDecision(made);
  }

  /** Ends a decision now. @throws Problem 404 when there is none of this id, 409 when it is over */
  async lift(decisionId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await lockById(tx, decisionId);
      if (!before) throw Problem.of(404, 'There is no decision of this id.');
      const now = new Date(this.clock.now());
      if (before.lifted_at || (before.expires_at && before.expires_at <= now)) {
        throw Problem.of(409, 'The decision is over already.');
      }
      const after = { ...before, lifted_at: now, lifted_by: actor.name };
      await saveDecision(tx, after);
      const details = { scope: before.scope, value: before.value };
      await this.audit.record(
        { ...target(after), actor, action: 'security_decision.lifted', before, after, details },
        tx,
      );
    });
    await this.open.reload();
  }

  private standing(): OpenDecisions {
    this.open.current = this.open.current.at(this.clock.now());
    return this.open.current;
  }

  private isAllowed({ scope, value }: Subject): boolean {
    if (scope === 'user_id') return this.allowList.allows(undefined, value);
    return scope === 'ip_address' && this.allowList.allows(value);
  }
}

/** Makes the decision, or has the one that is open hold longer. */
async function put(
  tx: Transaction,
  subject: Subject,
  decision: NewDecision,
  now: number,
): Promise<{ before: DecisionRow | undefined; after: DecisionRow }> {
  const before = await lockOpen(tx, subject, new Date(now));
  const after: DecisionRow = before
    ? extendDecision(before, decision)
    : {
        decision_id: randomUUID(),
        ...subject,
        ...decision,
        created_at: new Date(now),
        lifted_at: null,
        lifted_by: null,
      };
  await saveDecision(tx, after);
  return { before, after };
}

function endOf(now: number, seconds: number): Date {
  return new Date(now + seconds * 1000);
}

function target({ decision_id }: DecisionRow) {
  return { targetType: 'security_decision', targetId: decision_id };
}
