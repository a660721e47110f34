import { Injectable } from '@nestjs/common';
import { DatabaseUnavailable } from '../../../database/database-unavailable.js';
import { InputPipe } from '../../../http/input.pipe.js';
import type { Actor } from '../../../http/principal.js';
import type { InputFault } from '../../../http/problem.dto.js';
import { Problem } from '../../../http/problem.js';
import { fromWire } from '../../naming.js';
import { AlertRuleRequest } from '../alert-rule.dto.js';
import type { AlertRule } from '../alert-rule.entity.js';
import { AlertRules } from '../alert-rules.js';
import { changedTerms, RULE_DEFAULTS, type RuleTermsInput } from '../rule-changes.js';
import { type FileRule, readRuleFile } from './read-rule-file.js';
import type { ImportedRule, RuleImportResult } from './rule-file.dto.js';

/** How to import. */
export interface ImportOptions {
  dryRun?: boolean;
  managedBy?: string;
}

type Outcome = Pick<ImportedRule, 'status' | 'errors'>;

/** Creates and changes rules as a YAML file says, by name; other rules stay as they are. A rule with faults does not stop the others. */
@Injectable()
export class RuleImport {
  private readonly pipe = new InputPipe();

  constructor(private readonly rules: AlertRules) {}

  /**
   * @param options `dryRun` stores nothing; `managedBy` is the file that keeps the rules from now on
   * @throws Problem 422 for what is no YAML or no list of rules
   */
  async import(yaml: string, actor: Actor, options: ImportOptions): Promise<RuleImportResult> {
    const fileRules = readRuleFile(yaml);
    const known = new Map((await this.rules.list()).map((rule) => [rule.name, rule]));
    const seen = new Set<string>();
    const items: ImportedRule[] = [];
    for (const rule of fileRules) {
      const name = nameOf(rule.value);
      const outcome =
        name !== null && seen.has(name)
          ? invalid([{ path: `${rule.path}.name`, message: 'stands in the file twice' }])
          : await this.apply(rule, known, actor, options);
      if (name !== null) seen.add(name);
      items.push({ name, line: rule.line, ...outcome });
    }
    return { dry_run: options.dryRun === true, items };
  }

  private async apply(
    rule: FileRule,
    known: ReadonlyMap<string, AlertRule>,
    actor: Actor,
    { dryRun, managedBy }: ImportOptions,
  ): Promise<Outcome> {
    try {
      const { managedBy: _managedBy, ...given } = await this.termsOf(rule.value);
      const before = known.get(given.name);
      const terms = { ...given, ...(managedBy === undefined ? {} : { managedBy }) };
      if (before && Object.keys(changedTerms(before, terms)).length === 0) return { status: 'unchanged', errors: [] };
      if (dryRun) await this.rules.check({ managedBy: null, ...terms });
      else if (before) await this.rules.change(before.ruleId, terms, actor);
      else await this.rules.create({ managedBy: null, ...terms }, actor);
      return { status: before ? 'changed' : 'created', errors: [] };
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable || !(fault instanceof Problem) || fault.getStatus() >= 500) throw fault;
      return invalid(faultsOf(rule, fault));
    }
  }

  private async termsOf(value: unknown): Promise<RuleTermsInput> {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw Problem.invalid([{ path: '', message: 'must be a rule: a map with name, condition, threshold, severity' }]);
    const request = (await this.pipe.transform(value, {
      type: 'body',
      metatype: AlertRuleRequest,
    })) as AlertRuleRequest;
    return { ...RULE_DEFAULTS, ...fromWire(request) };
  }
}

function nameOf(value: unknown): string | null {
  const name = (value as { name?: unknown } | null)?.name;
  return typeof name === 'string' ? name : null;
}

function invalid(errors: InputFault[]): Outcome {
  return { status: 'invalid', errors };
}

function faultsOf({ path }: FileRule, problem: Problem): InputFault[] {
  const faults = problem.errors ?? [{ path: '', message: problem.message }];
  return faults.map((fault) => ({ path: fault.path ? `${path}.${fault.path}` : path, message: fault.message }));
}
