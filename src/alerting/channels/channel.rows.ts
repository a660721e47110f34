import type { Transaction } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { columnList, selectList } from '../naming.js';
import type { NotificationChannel } from './channel.entity.js';

const PROPERTIES = [
  'name',
  'type',
  'settings',
  'secrets',
  'messagesPerMinute',
  'grouping',
  'titleTemplate',
  'textTemplate',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof NotificationChannel)[];

const COLUMNS = selectList<NotificationChannel>(PROPERTIES);

/** Every channel that has a row, by name. */
export function readChannels(tx: Transaction): Promise<NotificationChannel[]> {
  return tx.query<NotificationChannel>(`select ${COLUMNS} from notification_channels order by name`);
}

/** One channel, locked until the transaction ends; undefined when there is none of this name. */
export async function lockChannel(tx: Transaction, name: string): Promise<NotificationChannel | undefined> {
  const [channel] = await tx.query<NotificationChannel>(
    `select ${COLUMNS} from notification_channels where name = $1 for update`,
    [name],
  );
  return channel;
}

/** Writes a new channel. @returns false when there is one of this name */
export async function insertChannel(tx: Transaction, channel: NotificationChannel): Promise<boolean> {
  const values = PROPERTIES.map((property) => columnValue(channel, property));
  const places = values.map((_, index) => `$${index + 1}`).join(', ');
  const rows = await tx.query(
    `insert into notification_channels (${columnList<NotificationChannel>(PROPERTIES)}) values (${places})
     on conflict (name) do nothing returning name`,
    values,
  );
  return rows.length > 0;
}

/** Overwrites the channel of this name. */
export async function updateChannel(tx: Transaction, channel: NotificationChannel): Promise<void> {
  const changes = PROPERTIES.map((property, index) => `${columnList<NotificationChannel>([property])} = $${index + 1}`);
  const values = PROPERTIES.map((property) => columnValue(channel, property));
  await tx.query(`update notification_channels set ${changes.join(', ')} where name = $1`, values);
}

function columnValue(channel: NotificationChannel, property: keyof NotificationChannel): unknown {
  const value = channel[property];
  // What is jsonb.
  return (property === 'settings' || property === 'grouping') && value !== null ? storableJson(value) : value;
}
