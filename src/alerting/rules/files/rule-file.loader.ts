import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../../config/environment.js';
import { Database } from '../../../database/database.js';
import type { Actor } from '../../../http/principal.js';
import { Problem } from '../../../http/problem.js';
import { AlertRules } from '../alert-rules.js';
import { RuleImport } from './rule-import.js';

/**
 * Loads the rules of `ALERT_RULES_FILES` when the service starts, on one replica after the other. A file or a rule with faults is told in the
 * log and stops neither the others nor the service. A rule that no file names any more is handed back to whoever edits rules by REST.
 */
@Injectable()
export class RuleFileLoader implements OnApplicationBootstrap {
  private readonly logger = new Logger('alerting');

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
    private readonly rules: AlertRules,
    private readonly ruleImport: RuleImport,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const paths = this.environment.get('ALERT_RULES_FILES') ?? [];
    try {
      await this.database.transaction(async (tx) => {
        await tx.query("select pg_advisory_xact_lock(hashtext('alert rule files'))");
        await this.load(paths);
      });
    } catch (fault) {
      this.logger.error({ err: fault }, 'the files of alert rules could not be loaded');
    }
  }

  private async load(paths: readonly string[]): Promise<void> {
    const kept = new Set<string>();
    const unread: string[] = [];
    for (const path of paths) {
      const files = await this.filesOf(path);
      if (!files) unread.push(path);
      for (const file of files ?? []) {
        const names = await this.loadFile(file);
        for (const name of names ?? []) kept.add(name);
        if (!names) unread.push(file);
      }
    }
    for (const { ruleId, name, managedBy } of await this.rules.list()) {
      if (managedBy === null || kept.has(name)) continue;
      if (unread.some((path) => managedBy === path || managedBy.startsWith(join(path, '/')))) continue;
      await this.rules.change(ruleId, { managedBy: null }, actorOf(managedBy));
      this.logger.log(
        { rule: name, file: managedBy },
        'an alert rule is no longer in its file: it stays, and can be edited',
      );
    }
  }

  /** A directory stands for the YAML files in it. @returns undefined when it could not be read */
  private async filesOf(path: string): Promise<string[] | undefined> {
    try {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = (await readdir(path)).filter((name) => /\.ya?ml$/i.test(name));
      return names.sort().map((name) => join(path, name));
    } catch (fault) {
      this.logger.error({ file: path, reason: messageOf(fault) }, 'a file of alert rules could not be read');
      return undefined;
    }
  }

  /** @returns the names of the rules it keeps, those with faults among them; undefined when it could not be read at all */
  private async loadFile(file: string): Promise<string[] | undefined> {
    try {
      const { items } = await this.ruleImport.import(await readFile(file, 'utf8'), actorOf(file), { managedBy: file });
      const counts: Record<string, number> = {};
      for (const { name, line, status, errors } of items) {
        counts[status] = (counts[status] ?? 0) + 1;
        if (status === 'invalid') {
          this.logger.error({ file, line, rule: name, errors }, 'an alert rule of a file has faults');
        }
      }
      this.logger.log({ file, ...counts }, 'alert rules were loaded from a file');
      return items.flatMap(({ name }) => name ?? []);
    } catch (fault) {
      const errors = fault instanceof Problem ? fault.errors : undefined;
      this.logger.error({ file, reason: messageOf(fault), errors }, 'a file of alert rules could not be read');
      return undefined;
    }
  }
}

function actorOf(file: string): Actor {
  return { name: `file ${file}`, requestId: 'start', ipAddress: '' };
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
