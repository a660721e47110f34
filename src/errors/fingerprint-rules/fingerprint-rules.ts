import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { type AuditRecord, AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type OpenTransaction, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { JobRunner } from '../../jobs/job-runner.js';
import type { FingerprintRulePatch, FingerprintRuleRequest, FingerprintRuleView } from './fingerprint-rule.dto.js';
import { faultOfPart } from './fingerprint-rule.js';
import { type RuleRow, readRules, saveRule, viewRule } from './fingerprint-rule.rows.js';
import { type CompiledRule, compileRule, type MatchableError, type MatchedRule, matchRules } from './match-rules.js';

/** How soon a change made through one replica is followed by the others. */
const RELOAD_SECONDS = 5;
const MAX_RULES = 100;
const UNIQUE_VIOLATION = '23505';

type Verb = 'created' | 'changed' | 'deleted';
type Change = Pick<AuditRecord, 'before' | 'after'>;

/** The rules by which people group errors themselves: changed by administrators, followed by every error that arrives. */
@Injectable()
export class FingerprintRules implements OnModuleInit, OnApplicationBootstrap {
  private compiled: CompiledRule[] = [];

  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly jobs: JobRunner,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  onApplicationBootstrap(): void {
    this.jobs.every('fingerprint-rules-reload', RELOAD_SECONDS, () => this.reload());
  }

  /** The first rule that an error meets, as far as this replica knows them. */
  match(error: MatchableError): MatchedRule | undefined {
    return matchRules(this.compiled, error);
  }

  /** All, in the order in which they are asked. */
  async list(): Promise<FingerprintRuleView[]> {
    return (await readRules(this.database)).map(viewRule);
  }

  /** @throws Problem 404 when there is none of this id */
  async get(ruleId: string): Promise<FingerprintRuleView> {
    const [rule] = await readRules(this.database, ruleId);
    return viewRule(rule ?? unknownRule());
  }

  /** @throws Problem 409 when another rule has the name, 422 for an unknown variable or a rule too many */
  create(request: FingerprintRuleRequest, actor: Actor): Promise<FingerprintRuleView> {
    return this.alter('created', actor, async (tx) => {
      const rules = await readRules(tx);
      if (rules.length >= MAX_RULES) throw invalid('name', `there are ${MAX_RULES} rules already`);
      const position = request.position ?? (rules.at(-1)?.position ?? -1) + 1;
      const rule = { enabled: true, ...given(request), position, rule_id: randomUUID() } as RuleRow;
      return [rule, { after: { ...given(request), position } }];
    });
  }

  /** @throws Problem 404 when there is none of this id, 409 when another rule has the name, 422 for an unknown variable */
  change(ruleId: string, patch: FingerprintRulePatch, actor: Actor): Promise<FingerprintRuleView> {
    return this.alter('changed', actor, async (tx) => {
      const [before] = await readRules(tx, ruleId);
      return [
        { ...(before ?? unknownRule()), ...given(patch) },
        { before, after: given(patch) },
      ];
    });
  }

  /** @throws Problem 404 when there is none of this id */
  async delete(ruleId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [before] = await readRules(tx, ruleId);
      if (!before) unknownRule();
      await tx.query('delete from error_fingerprint_rules where rule_id = $1', [ruleId]);
      await this.note(tx, 'deleted', ruleId, { before }, actor);
    });
    await this.reload();
  }

  /** Writes what `work` makes of a rule, and puts the given change on the audit trail. */
  private async alter(
    verb: Verb,
    actor: Actor,
    work: (tx: Transaction) => Promise<[rule: RuleRow, change: Change]>,
  ): Promise<FingerprintRuleView> {
    const rule = await namesOnce(
      this.database.transaction(async (tx) => {
        await tx.query(`select pg_advisory_xact_lock(hashtext('error_fingerprint_rules'))`);
        const [changed, change] = await work(tx);
        checkParts(changed.fingerprint);
        const saved = await saveRule(tx, changed);
        await this.note(tx, verb, saved.rule_id, change, actor);
        return saved;
      }),
    );
    await this.reload();
    return viewRule(rule);
  }

  private async note(tx: OpenTransaction, verb: Verb, targetId: string, change: Change, actor: Actor) {
    const entry = { actor, action: `fingerprint_rule.${verb}`, targetType: 'fingerprint_rule', targetId, ...change };
    await this.audit.record(entry, tx);
  }

  private async reload(): Promise<void> {
    const rules = await readRules(this.database);
    this.compiled = rules.filter((rule) => rule.enabled).map(compileRule);
  }
}

/** The fields that were given. */
function given<T extends object>(fields: T): Partial<T> {
  return JSON.parse(JSON.stringify(fields)) as Partial<T>;
}

function checkParts(fingerprint: readonly string[]): void {
  for (const [i, part] of fingerprint.entries()) {
    const fault = faultOfPart(part);
    if (fault) throw invalid(`fingerprint[${i}]`, fault);
  }
}

function invalid(path: string, message: string): Problem {
  return Problem.invalid([{ path, message }]);
}

function unknownRule(): never {
  throw Problem.of(404, 'There is no fingerprint rule of this id.');
}

async function namesOnce<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    if ((fault as { code?: unknown }).code !== UNIQUE_VIOLATION) throw fault;
    throw Problem.of(409, 'Another fingerprint rule has this name.', {
      errors: [{ path: 'name', message: 'is taken by another rule' }],
    });
  }
}
