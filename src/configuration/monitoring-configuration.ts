import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AuditRecorder } from '../audit/audit.recorder.js';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/principal.js';
import { JobRunner } from '../jobs/job-runner.js';
import type { ConfigurationPatch, MonitoringConfigurationView, SettingView } from './configuration.dto.js';
import { describeSettings, SETTING_VARIABLES } from './describe-settings.js';

/** How soon a change made through one replica is seen by the others. */
const RELOAD_SECONDS = 5;

/** The settings that change at run time: what the environment says, overlaid by what an administrator has changed. */
@Injectable()
export class MonitoringConfiguration implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(MonitoringConfiguration.name);
  private readonly initial: MonitoringConfigurationView;
  private values: MonitoringConfigurationView;

  constructor(
    environment: Environment,
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly jobs: JobRunner,
  ) {
    const initial = Object.entries(SETTING_VARIABLES).map(([name, variable]) => [name, environment.get(variable)]);
    this.initial = Object.fromEntries(initial) as MonitoringConfigurationView;
    this.values = this.initial;
  }

  /** The settings as they are now: read them each time, do not keep them. */
  get current(): Readonly<MonitoringConfigurationView> {
    return this.values;
  }

  /** What may be said of each setting. */
  get settings(): SettingView[] {
    return describeSettings(this.initial);
  }

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  onApplicationBootstrap(): void {
    this.jobs.every('configuration-reload', RELOAD_SECONDS, () => this.reload());
  }

  /** Changes settings for all replicas, and puts it on the audit trail in the same transaction. */
  async change(patch: ConfigurationPatch, actor: Actor): Promise<Readonly<MonitoringConfigurationView>> {
    const changes = Object.entries(patch).filter(([, value]) => value !== undefined);
    if (changes.length === 0) return this.values;
    await this.database.transaction(async (tx) => {
      await tx.query(
        `insert into configuration_changes (name, value, changed_at, changed_by)
         select name, value, now(), $3 from unnest($1::text[], $2::jsonb[]) as given (name, value)
         on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
        [changes.map(([name]) => name), changes.map(([, value]) => JSON.stringify(value)), actor.name],
      );
      await this.audit.record(
        { actor, action: 'configuration.changed', targetType: 'configuration', before: this.values, after: patch },
        tx,
      );
    });
    await this.reload();
    const { name, requestId } = actor;
    this.logger.log(
      { request_id: requestId },
      `${name} changed ${changes.map(([name, value]) => `${name} to ${String(value)}`).join(', ')}`,
    );
    return this.values;
  }

  private async reload(): Promise<void> {
    const rows = await this.database.query<{ name: string; value: never }>(
      'select name, value from configuration_changes',
    );
    const known = rows.filter(({ name }) => Object.hasOwn(this.initial, name));
    this.values = { ...this.initial, ...Object.fromEntries(known.map(({ name, value }) => [name, value])) };
  }
}
