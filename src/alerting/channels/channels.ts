import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database, type Transaction } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import { DeliveryFailed, type Sender } from '../senders/sender.js';
import { Senders } from '../senders/senders.js';
import { builtInChannels, environmentMail } from './built-in-channels.js';
import type { NotificationChannel } from './channel.entity.js';
import { readChannels } from './channel.rows.js';
import type { ChannelDefinition } from './channel-definition.js';
import { ChannelSecrets } from './channel-secrets.js';

/** A place notifications go to, ready to be used. */
export interface Channel {
  readonly definition: ChannelDefinition;
  readonly sender: Sender;
  /** Undefined for a channel of the environment. */
  readonly row: NotificationChannel | undefined;
}

/** Every channel: those of the environment, configured or not, and those that administrators have made. */
@Injectable()
export class Channels {
  private readonly logger = new Logger('notifications');
  private readonly builtIn: ReadonlyMap<string, Channel>;
  private made: ReadonlyMap<string, Channel> = new Map();

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
    private readonly secrets: ChannelSecrets,
    private readonly senders: Senders,
  ) {
    const channels = builtInChannels(environment).map((definition) => this.use(definition, undefined));
    this.builtIn = new Map(channels.map((channel) => [channel.definition.name, channel]));
  }

  /** All channels as they are now, whichever replica changed them. */
  async current(): Promise<ReadonlyMap<string, Channel>> {
    const rows = await readChannels(this.database);
    const made = rows.map((row) => {
      const known = this.made.get(row.name);
      // A channel that was deleted and made anew counts from 1 again.
      const same = known?.row?.version === row.version && known.row.createdAt.getTime() === row.createdAt.getTime();
      return same ? known : this.open(row);
    });
    this.made = new Map(made.map((channel) => [channel.definition.name, channel]));
    return new Map([...this.builtIn, ...this.made]);
  }

  /** @throws Problem 404 when there is none of this name */
  async get(name: string): Promise<Channel> {
    const channel = (await this.current()).get(name);
    if (!channel) throw Problem.of(404, 'There is no channel of this name.');
    return channel;
  }

  /** Whether the environment has this name for itself. */
  isBuiltIn(name: string): boolean {
    return this.builtIn.has(name);
  }

  /** The names of the channels of the environment that are configured. */
  get configured(): string[] {
    return [...this.builtIn.values()].flatMap(({ sender, definition }) => (sender.unavailable ? [] : definition.name));
  }

  /**
   * Checks names that something is to be notified by, and keeps the channels from being deleted until the transaction ends.
   * @throws Problem 422 with the path of each that there is not
   */
  async checkNames(tx: Transaction, names: readonly string[], path: string): Promise<void> {
    const unsure = names.filter((name) => !this.isBuiltIn(name));
    if (unsure.length === 0) return;
    const rows = await tx.query<{ name: string }>(
      'select name from notification_channels where name = any ($1) order by name for share',
      [unsure],
    );
    const known = new Set([...this.builtIn.keys(), ...rows.map(({ name }) => name)]);
    const faults = names.flatMap((name, index) =>
      known.has(name)
        ? []
        : [{ path: `${path}[${index}]`, message: `there is no channel ${JSON.stringify(name)}: see GET /channels` }],
    );
    if (faults.length > 0) throw Problem.invalid(faults);
  }

  /** Makes a channel that is not stored, to try it or to see what it would send. */
  use(definition: ChannelDefinition, row: NotificationChannel | undefined): Channel {
    const whole = definition.type === 'email' && row !== undefined ? this.withMailServer(definition) : definition;
    return { definition, row, sender: this.senders.make(whole) };
  }

  private open(row: NotificationChannel): Channel {
    try {
      const secrets = JSON.parse(this.secrets.open(row.secrets, row.name)) as Record<string, string>;
      if (this.secrets.isOld(row.secrets)) void this.sealAnew(row, secrets);
      return this.use({ ...row, secrets }, row);
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      this.logger.error({ channel: row.name, reason }, 'a channel cannot be used');
      return { definition: { ...row, secrets: {}, unavailable: reason }, row, sender: unusable(reason) };
    }
  }

  /** A mail goes through the server of the environment unless the channel has one. */
  private withMailServer(definition: ChannelDefinition): ChannelDefinition {
    if (definition.settings.smtp_server !== undefined) return definition;
    const { settings, secrets } = environmentMail(this.environment);
    const unavailable = this.environment.get('SMTP_SERVER') === undefined ? 'SMTP_SERVER is not set' : undefined;
    return { ...definition, unavailable, secrets, settings: { ...settings, ...definition.settings } };
  }

  /** After the key was changed. Not a new version: nothing but the sealing is different. */
  private async sealAnew(row: NotificationChannel, secrets: Record<string, string>): Promise<void> {
    const sealed = this.secrets.seal(JSON.stringify(secrets), row.name);
    await this.database
      .query('update notification_channels set secrets = $3 where name = $1 and secrets = $2', [
        row.name,
        row.secrets,
        sealed,
      ])
      .catch((fault: unknown) =>
        this.logger.warn({ err: fault, channel: row.name }, 'secrets keep their old key for now'),
      );
  }
}

/** Its notifications wait, for the key may come back. */
function unusable(reason: string): Sender {
  const fail = () => Promise.reject(new DeliveryFailed(reason));
  return { unavailable: undefined, secrets: [], render: fail, send: fail };
}
