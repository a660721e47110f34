import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type AuditRecord, AuditRecorder } from '../../audit/audit.recorder.js';
import { GROUPING_DEFAULTS } from '../../config/grouping.js';
import { Database, type OpenTransaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import type { GroupingField } from '../grouping/grouping.dto.js';
import { releaseGroups } from '../grouping/notification-groups.js';
import { toWire } from '../naming.js';
import type { NotificationChannel } from './channel.entity.js';
import { insertChannel, lockChannel, updateChannel } from './channel.rows.js';
import type { ChannelDefinition } from './channel-definition.js';
import { ChannelSecrets } from './channel-secrets.js';
import { Channels } from './channels.js';
import { checkDefinition } from './check-definition.js';
import { Unopenable } from './secret-box.js';

/** What to change: null removes a setting or a secret. */
export interface ChannelPatchInput
  extends Partial<Pick<ChannelDefinition, 'messagesPerMinute' | 'titleTemplate' | 'textTemplate'>> {
  settings?: Record<string, unknown>;
  secrets?: Record<string, unknown>;
  grouping?: GroupingField | null;
}

const EMPTY = {
  settings: {},
  secrets: {},
  messagesPerMinute: null,
  grouping: null,
  titleTemplate: null,
  textTemplate: null,
};

/** What administrators do with channels. Every change is audited in its own transaction, without secrets. */
@Injectable()
export class ChannelChanges {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly channels: Channels,
    private readonly secrets: ChannelSecrets,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 409 when the name is taken, 422 for faults */
  async create(
    { name, type }: Pick<ChannelDefinition, 'name' | 'type'>,
    given: ChannelPatchInput,
    actor: Actor,
  ): Promise<void> {
    if (this.channels.isBuiltIn(name)) throw nameTaken('is the name of a channel of the environment');
    const definition = patched({ name, type, ...EMPTY }, given);
    checkDefinition(definition);
    const at = new Date(this.clock.now());
    await this.database.transaction(async (tx) => {
      const row = this.rowOf(definition, { version: 1, createdAt: at, updatedAt: at });
      if (!(await insertChannel(tx, row))) throw nameTaken('is taken by another channel');
      const { secrets, ...after } = definition;
      await this.record(tx, actor, 'created', name, {
        after: toWire(after),
        details: { sealed: Object.keys(secrets) },
      });
    });
  }

  /** @throws Problem 404 when there is none of this name, 409 for one of the environment, 422 for faults */
  async change(name: string, given: ChannelPatchInput, actor: Actor): Promise<void> {
    refuseBuiltIn(this.channels, name);
    await this.database.transaction(async (tx) => {
      const before = (await lockChannel(tx, name)) ?? unknownChannel();
      const secrets = this.open(before);
      const definition = patched({ ...before, secrets }, given);
      checkDefinition(definition);
      const { version, createdAt } = before;
      const updatedAt = new Date(this.clock.now());
      await updateChannel(tx, this.rowOf(definition, { version: version + 1, createdAt, updatedAt }));
      if (!isDeepStrictEqual(before.grouping, definition.grouping))
        await releaseGroups(tx, [name], updatedAt.getTime());
      const { secrets: _, ...after } = definition;
      const details = { sealed: Object.keys(given.secrets ?? {}) };
      await this.record(tx, actor, 'changed', name, { before: toWire(before), after: toWire(after), details });
    });
  }

  private open({ name, secrets }: NotificationChannel): Record<string, string> {
    try {
      return JSON.parse(this.secrets.open(secrets, name)) as Record<string, string>;
    } catch (fault) {
      if (!(fault instanceof Unopenable)) throw fault;
      throw Problem.of(
        409,
        `The channel cannot be changed: ${fault.message}. Bring the key back, or make the channel anew.`,
      );
    }
  }

  private rowOf(
    { secrets, ...definition }: ChannelDefinition,
    kept: Pick<NotificationChannel, 'version' | 'createdAt' | 'updatedAt'>,
  ): NotificationChannel {
    return { ...definition, ...kept, secrets: this.secrets.seal(JSON.stringify(secrets), definition.name) };
  }

  private async record(
    tx: OpenTransaction,
    actor: Actor,
    what: string,
    targetId: string,
    change: Pick<AuditRecord, 'before' | 'after' | 'details'>,
  ): Promise<void> {
    await this.audit.record({ actor, action: `channel.${what}`, targetType: 'channel', targetId, ...change }, tx);
  }
}

function patched(
  before: ChannelDefinition,
  { settings, secrets, grouping, ...others }: ChannelPatchInput,
): ChannelDefinition {
  return {
    ...before,
    ...others,
    grouping: grouping === undefined ? before.grouping : grouping && { ...GROUPING_DEFAULTS, ...grouping },
    settings: merged(before.settings, settings),
    // Headers are an object: kept as one secret.
    secrets: merged(before.secrets, secrets, (value) =>
      typeof value === 'object' ? JSON.stringify(value) : value,
    ) as Record<string, string>,
  };
}

function merged(before: object, changes: object = {}, form = (value: unknown) => value): Record<string, unknown> {
  const kept = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, form(value)]));
}

/** @throws Problem 409 for the name of a channel of the environment */
export function refuseBuiltIn(channels: Channels, name: string): void {
  if (!channels.isBuiltIn(name)) return;
  throw Problem.of(409, `The channel ${name} is described by the environment: change its variables instead.`);
}

export function unknownChannel(): never {
  throw Problem.of(404, 'There is no channel of this name.');
}

function nameTaken(message: string): Problem {
  return Problem.of(409, 'The name cannot be used.', { errors: [{ path: 'name', message }] });
}
