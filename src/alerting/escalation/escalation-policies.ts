import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type OpenTransaction, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { Channels } from '../channels/channels.js';
import { refuseUsed } from '../in-use.js';
import { selectList, toWire } from '../naming.js';
import { upsert } from '../upsert.js';
import type { EscalationPolicy } from './escalation-policy.entity.js';

const PROPERTIES = [
  'name',
  'description',
  'steps',
  'repeat',
  'repeatWaitMinutes',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof EscalationPolicy)[];
const COLUMNS = selectList<EscalationPolicy>(PROPERTIES);

/** What people decide about a policy. */
export type EscalationPolicyInput = Omit<EscalationPolicy, 'createdAt' | 'updatedAt'>;

/** The escalation policies, changed by administrators. Every change is audited in its own transaction. */
@Injectable()
export class EscalationPolicies {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  /** All of them, by name. */
  list(): Promise<EscalationPolicy[]> {
    return this.database.query<EscalationPolicy>(`select ${COLUMNS} from escalation_policies order by name`);
  }

  /** @throws Problem 404 when there is none of this name */
  get(name: string): Promise<EscalationPolicy> {
    return read(this.database, name);
  }

  /** @throws Problem 409 when the name is taken, 422 for a step that tells nobody, an unknown channel or schedule */
  async create(input: EscalationPolicyInput, actor: Actor): Promise<EscalationPolicy> {
    const at = new Date(this.clock.now());
    const policy: EscalationPolicy = { ...input, createdAt: at, updatedAt: at };
    await this.database.transaction(async (tx) => {
      await this.check(tx, policy);
      // Serialises two equal requests: the second finds the first one's policy.
      await tx.query("select pg_advisory_xact_lock(hashtextextended('escalation policy ' || $1, 0))", [input.name]);
      const taken = await tx.query('select from escalation_policies where name = $1', [input.name]);
      if (taken.length > 0) throw nameTaken();
      await upsert(tx, 'escalation_policies', PROPERTIES, [policy]);
      await this.note(tx, actor, 'created', input.name, { after: toWire(input) });
    });
    return policy;
  }

  /** Escalations that are under way keep the steps they began with. @throws Problem 404 when there is none of this name, 422 as `create` */
  change(name: string, changes: Partial<Omit<EscalationPolicyInput, 'name'>>, actor: Actor): Promise<EscalationPolicy> {
    return this.database.transaction(async (tx) => {
      const before = await read(tx, name, 'for update');
      const policy: EscalationPolicy = { ...before, ...changes, updatedAt: new Date(this.clock.now()) };
      await this.check(tx, policy);
      await upsert(tx, 'escalation_policies', PROPERTIES, [policy]);
      await this.note(tx, actor, 'changed', name, { before: toWire(before), after: toWire(changes) });
      return policy;
    });
  }

  /** @throws Problem 404 when there is none of this name, 409 while alert rules name it */
  async delete(name: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await read(tx, name, 'for update');
      const sql = 'select name from alert_rules where escalation_policy = $1';
      await refuseUsed(tx, 'The policy is used by alert rules', { sql, name });
      await tx.query('delete from escalation_policies where name = $1', [name]);
      await this.note(tx, actor, 'deleted', name, { before: toWire(before) });
    });
  }

  /**
   * Checks the policy that something names, and keeps it from being deleted until the transaction ends.
   * @throws Problem 422 when there is none
   */
  async checkName(tx: Transaction, name: string | null | undefined): Promise<void> {
    if (name === null || name === undefined) return;
    const found = await tx.query('select from escalation_policies where name = $1 for share', [name]);
    if (found.length > 0) return;
    const message = `there is no policy ${JSON.stringify(name)}: see GET /escalation-policies`;
    throw Problem.invalid([{ path: 'escalation_policy', message }]);
  }

  private async check(tx: Transaction, { steps }: EscalationPolicy): Promise<void> {
    const empty = steps.flatMap(({ channels, schedules }, index) =>
      channels.length + schedules.length > 0 ? [] : [index],
    );
    if (empty.length > 0) {
      const message = 'tells nobody: name channels or schedules';
      throw Problem.invalid(empty.map((index) => ({ path: `steps[${index}]`, message })));
    }
    for (const [index, { channels, schedules }] of steps.entries()) {
      await this.channels.checkNames(tx, channels, `steps[${index}].channels`);
      const rows = await tx.query<{ name: string }>(
        'select name from on_call_schedules where name = any ($1) order by name for share',
        [schedules],
      );
      const known = new Set(rows.map(({ name }) => name));
      const faults = schedules.flatMap((schedule, place) => {
        const message = `there is no schedule ${JSON.stringify(schedule)}: see GET /on-call-schedules`;
        return known.has(schedule) ? [] : [{ path: `steps[${index}].schedules[${place}]`, message }];
      });
      if (faults.length > 0) throw Problem.invalid(faults);
    }
  }

  private note(tx: OpenTransaction, actor: Actor, act: string, name: string, change: object): Promise<void> {
    const target = { targetType: 'escalation_policy', targetId: name };
    return this.audit.record({ actor, action: `escalation_policy.${act}`, ...target, ...change }, tx);
  }
}

async function read(tx: Transaction, name: string, lock: 'for update' | '' = ''): Promise<EscalationPolicy> {
  const [policy] = await tx.query<EscalationPolicy>(
    `select ${COLUMNS} from escalation_policies where name = $1 ${lock}`,
    [name],
  );
  if (!policy) throw Problem.of(404, 'There is no escalation policy of this name.');
  return policy;
}

function nameTaken(): Problem {
  return Problem.of(409, 'Another escalation policy has this name.', {
    errors: [{ path: 'name', message: 'is taken by another policy' }],
  });
}
