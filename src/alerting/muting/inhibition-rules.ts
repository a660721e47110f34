import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type OpenTransaction, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { selectList, toWire } from '../naming.js';
import { checkMatchers } from '../rules/check-matchers.js';
import { upsert } from '../upsert.js';
import type { InhibitionRule } from './inhibition-rule.entity.js';

const PROPERTIES = [
  'inhibitionRuleId',
  'comment',
  'sourceMatchers',
  'targetMatchers',
  'equal',
  'enabled',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof InhibitionRule)[];

/** The select list of an inhibition rule. */
export const INHIBITION_COLUMNS = selectList<InhibitionRule>(PROPERTIES);

/** What people decide about an inhibition rule. */
export type InhibitionInput = Omit<InhibitionRule, 'inhibitionRuleId' | 'createdAt' | 'updatedAt'>;

/** The inhibition rules, changed by administrators. Every change is audited in its own transaction. */
@Injectable()
export class InhibitionRules {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** All of them, the oldest first. */
  list(): Promise<InhibitionRule[]> {
    return this.database.query<InhibitionRule>(
      `select ${INHIBITION_COLUMNS} from inhibition_rules order by created_at, inhibition_rule_id`,
    );
  }

  /** @throws Problem 404 when there is none of this id */
  get(ruleId: string): Promise<InhibitionRule> {
    return read(this.database, ruleId);
  }

  /** @throws Problem 422 for a regular expression that is none */
  async create(input: InhibitionInput, actor: Actor): Promise<InhibitionRule> {
    check(input);
    const at = new Date(this.clock.now());
    const rule: InhibitionRule = { ...input, inhibitionRuleId: randomUUID(), createdAt: at, updatedAt: at };
    await this.database.transaction(async (tx) => {
      await upsert(tx, 'inhibition_rules', PROPERTIES, [rule]);
      await this.note(tx, actor, 'created', rule.inhibitionRuleId, { after: toWire(input) });
    });
    return rule;
  }

  /** @throws Problem 404 when there is none of this id, 422 for a regular expression that is none */
  async change(ruleId: string, changes: Partial<InhibitionInput>, actor: Actor): Promise<InhibitionRule> {
    check(changes);
    return this.database.transaction(async (tx) => {
      const before = await read(tx, ruleId, 'for update');
      const rule: InhibitionRule = { ...before, ...changes, updatedAt: new Date(this.clock.now()) };
      await upsert(tx, 'inhibition_rules', PROPERTIES, [rule]);
      await this.note(tx, actor, 'changed', ruleId, { before: toWire(before), after: toWire(changes) });
      return rule;
    });
  }

  /** @throws Problem 404 when there is none of this id */
  async delete(ruleId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await read(tx, ruleId, 'for update');
      await tx.query('delete from inhibition_rules where inhibition_rule_id = $1', [ruleId]);
      await this.note(tx, actor, 'deleted', ruleId, { before: toWire(before) });
    });
  }

  private note(
    tx: OpenTransaction,
    actor: Actor,
    act: string,
    targetId: string,
    change: { before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(
      { actor, action: `inhibition_rule.${act}`, targetType: 'inhibition_rule', targetId, ...change },
      tx,
    );
  }
}

function check({ sourceMatchers, targetMatchers }: Partial<InhibitionInput>): void {
  checkMatchers({ source_matchers: sourceMatchers, target_matchers: targetMatchers });
}

async function read(tx: Transaction, ruleId: string, lock: 'for update' | '' = ''): Promise<InhibitionRule> {
  const [rule] = await tx.query<InhibitionRule>(
    `select ${INHIBITION_COLUMNS} from inhibition_rules where inhibition_rule_id = $1 ${lock}`,
    [ruleId],
  );
  if (!rule) throw Problem.of(404, 'There is no inhibition rule of this id.');
  return rule;
}
